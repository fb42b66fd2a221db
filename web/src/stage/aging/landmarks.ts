/** MediaPipe's numbers of the face landmarks that ageing uses; left and right of the unmirrored picture. */

export const FACE_EDGES = [234, 454] as const;
export const EYE_CORNERS = [33, 133, 263, 362] as const;

/** Closed outlines. */
export const OUTLINES = {
  oval: [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ],
  left_eye: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  right_eye: [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
  left_brow: [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  right_brow: [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  lips: [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185],
  mouth: [
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
  ],
} as const;

/** Points that shaders ask for by name: `at_nose_tip` and so on. */
export const ANCHORS = {
  forehead_top: 10,
  bridge: 168,
  nose_tip: 1,
  nose_base: 2,
  upper_lip: 13,
  lower_lip: 14,
  chin: 152,
  left_outer: 33,
  left_inner: 133,
  right_outer: 263,
  right_inner: 362,
  left_brow: 105,
  right_brow: 334,
  left_mouth: 61,
  right_mouth: 291,
  left_bag: 230,
  right_bag: 450,
  left_cheek: 205,
  right_cheek: 425,
  left_edge: 234,
  right_edge: 454,
  left_jaw: 136,
  right_jaw: 365,
  left_jaw_angle: 172,
  right_jaw_angle: 397,
  left_lobe: 132,
  right_lobe: 361,
  left_temple: 21,
  right_temple: 251,
} as const;

/** From joint to joint of MediaPipe's hands: fingers, and the palm from the wrist and across. */
export const HAND_BONES = [
  ...[1, 5, 9, 13, 17].map((root): [number, number] => [0, root]),
  ...[1, 5, 9, 13, 17].flatMap((root): [number, number][] => [
    [root, root + 1],
    [root + 1, root + 2],
    [root + 2, root + 3],
  ]),
  [1, 5],
  [5, 9],
  [9, 13],
  [13, 17],
] as readonly (readonly [number, number])[];

/** Where skin is surely bare: cheeks beside the nose and under the eyes. */
export const BARE_SKIN = [50, 280, 205, 425, 101, 330] as const;

/** Curves along which skin folds; `left` ones have their mirror image beside them. */
export const FOLDS = {
  /** Three rows of the forehead, from the brows to the hair. */
  forehead: [
    [70, 63, 105, 66, 107, 9, 336, 296, 334, 293, 300],
    [68, 104, 69, 108, 151, 337, 299, 333, 298],
    [54, 103, 67, 109, 10, 338, 297, 332, 284],
  ],
  nose_root: [193, 168, 417],
  glabella: { left: [55, 107, 108], right: [285, 336, 337] },
  nasolabial: { left: [129, 203, 206, 216, 212], right: [358, 423, 426, 436, 432] },
  bag: {
    left: [226, 31, 228, 229, 230, 231, 232, 233],
    right: [446, 261, 448, 449, 450, 451, 452, 453],
  },
  tear_trough: { left: [117, 118, 119, 120, 121], right: [346, 347, 348, 349, 350] },
  upper_lid: { left: [225, 224, 223, 222, 221], right: [445, 444, 443, 442, 441] },
  lash_line: { left: [246, 161, 160, 159, 158, 157], right: [466, 388, 387, 386, 385, 384] },
  upper_lip: [40, 39, 37, 0, 267, 269, 270],
  lower_lip: [181, 84, 17, 314, 405],
  crow_foot: { left: 33, right: 263 },
  mouth_corner: { left: 61, right: 291 },
  marionette_end: { left: 150, right: 379 },
} as const;

/**
 * Where the camera picture lies on the stage when it lays itself out: as large as fits, with room
 * for the slips of the page (styles/stage.css): beside it on wide screens, above and below on tall.
 */

/** Room for the buttons of the page, in CSS pixels. */
const EDGE_PX = 14;
const TOP_ROW_PX = 68;
/** Beside a wide frame, for words; shares of the window's width. */
const SIDE_SHARE = 0.17;
const SIDE_PX_MIN = 118;
/** Below a tall frame, for words. */
const BELOW_PX_MIN = 150;
/** How much of a wide picture a tall screen may cut off. */
const CUT_MAX = 0.25;
/** Of the room that a tall frame leaves, how much lies above it. */
const ABOVE_SHARE = 0.28;

/** CSS pixels from the window's upper left corner. */
export interface PictureFrame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** pictureAspect: width / height of the camera picture. */
export function pictureFrame(
  widthPx: number,
  heightPx: number,
  pictureAspect: number,
): PictureFrame {
  return widthPx > heightPx
    ? wideFrame(widthPx, heightPx, pictureAspect)
    : tallFrame(widthPx, heightPx, pictureAspect);
}

function wideFrame(widthPx: number, heightPx: number, aspect: number): PictureFrame {
  const side = Math.max(SIDE_PX_MIN, SIDE_SHARE * widthPx);
  const height = Math.max(1, Math.min(heightPx - 2 * EDGE_PX, (widthPx - 2 * side) / aspect));
  const width = height * aspect;
  return { left: (widthPx - width) / 2, top: (heightPx - height) / 2, width, height };
}

function tallFrame(widthPx: number, heightPx: number, pictureAspect: number): PictureFrame {
  const room = { width: widthPx - 2 * EDGE_PX, height: heightPx - TOP_ROW_PX - BELOW_PX_MIN };
  const wanted = room.width / Math.max(1, room.height);
  const aspect = Math.min(pictureAspect, Math.max(pictureAspect * (1 - CUT_MAX), wanted));
  const width = Math.max(1, Math.min(room.width, room.height * aspect));
  const height = width / aspect;
  const top = Math.max(TOP_ROW_PX, (heightPx - height) * ABOVE_SHARE);
  return { left: (widthPx - width) / 2, top, width, height };
}

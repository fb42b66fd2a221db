/** Where things are in a kept video: the picture, the paper around it, the words below it. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface RecordingLayout {
  width: number;
  height: number;
  picture: Box;
  words: Box;
}

/** Pixels of the video. */
const WIDTH_PORTRAIT = 720;
const WIDTH_LANDSCAPE = 960;
/** H.264 level 3.1 holds 3600 blocks of 16 x 16. */
const HEIGHT_MAX_PORTRAIT = 1280;
const HEIGHT_MAX_LANDSCAPE = 960;
/** A wider frame is cut at its sides. */
const ASPECT_MAX = 2;
const EDGE = 20;
const WORDS_HEIGHT = 92;
/** Encoders of phones want whole blocks. */
const BLOCK = 16;

/** Returns the layout for a camera frame of this size (any unit); width and height are even. */
export function recordingLayout(frameWidth: number, frameHeight: number): RecordingLayout {
  const aspect = Math.min(ASPECT_MAX, frameWidth / Math.max(1, frameHeight));
  const isLandscape = aspect > 1;
  const width = isLandscape ? WIDTH_LANDSCAPE : WIDTH_PORTRAIT;
  const heightMax = isLandscape ? HEIGHT_MAX_LANDSCAPE : HEIGHT_MAX_PORTRAIT;
  const pictureWidth = width - 2 * EDGE;
  const wanted = EDGE + pictureWidth / aspect + WORDS_HEIGHT;
  const height = Math.min(heightMax, Math.round(wanted / BLOCK) * BLOCK);
  const pictureHeight = height - EDGE - WORDS_HEIGHT;
  return {
    width,
    height,
    picture: { left: EDGE, top: EDGE, width: pictureWidth, height: pictureHeight },
    words: { left: EDGE, top: EDGE + pictureHeight, width: pictureWidth, height: WORDS_HEIGHT },
  };
}

/** Returns the largest middle part of `from` that has the aspect of `into`. */
export function coverPart(from: Box, into: { width: number; height: number }): Box {
  const scale = Math.min(from.width / into.width, from.height / into.height);
  const width = into.width * scale;
  const height = into.height * scale;
  return {
    left: from.left + (from.width - width) / 2,
    top: from.top + (from.height - height) / 2,
    width,
    height,
  };
}

/** The drawn icons, in the colour of the text around them. Always beside words or a label. */
import type { JSX } from "preact";
import back from "../art/back.svg?raw";
import camera from "../art/camera.svg?raw";
import cameraOff from "../art/camera_off.svg?raw";
import check from "../art/check.svg?raw";
import clock from "../art/clock.svg?raw";
import copy from "../art/copy.svg?raw";
import external from "../art/external.svg?raw";
import hand from "../art/hand.svg?raw";
import heart from "../art/heart.svg?raw";
import help from "../art/help.svg?raw";
import home from "../art/home.svg?raw";
import language from "../art/language.svg?raw";
import pause from "../art/pause.svg?raw";
import photo from "../art/photo.svg?raw";
import play from "../art/play.svg?raw";
import receipt from "../art/receipt.svg?raw";
import retry from "../art/retry.svg?raw";
import save from "../art/save.svg?raw";
import share from "../art/share.svg?raw";
import soundOff from "../art/sound_off.svg?raw";
import soundOn from "../art/sound_on.svg?raw";

const drawings = {
  back,
  camera,
  camera_off: cameraOff,
  check,
  clock,
  copy,
  external,
  hand,
  heart,
  help,
  home,
  language,
  pause,
  photo,
  play,
  receipt,
  retry,
  save,
  share,
  sound_off: soundOff,
  sound_on: soundOn,
};

export type IconName = keyof typeof drawings;

/** Every icon is one stroked path of the same pen. */
export function pathOf(drawing: string): string {
  return / d="([^"]+)"/.exec(drawing)?.[1] ?? "";
}

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={pathOf(drawings[name])} />
    </svg>
  );
}

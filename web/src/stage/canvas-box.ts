/** A part of the canvas, in its pixels. */
export interface CanvasBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function scaledBox({ left, top, width, height }: CanvasBox, scale: number): CanvasBox {
  return { left: left * scale, top: top * scale, width: width * scale, height: height * scale };
}

/** Draws the mannequin as a camera would have seen it: paper and ink, unmirrored. */
import type { EngineDescription } from "../../runtime/micropython.ts";
import type { TrackedFace, TrackedHand, TrackerFrame } from "../../tracking/tracker-frame.ts";
import { PICTURE } from "./mannequin.ts";

const COLOUR = {
  wall: "#39435a",
  wallLow: "#2c3448",
  cloth: "#274b7a",
  clothEdge: "#1d3658",
  skin: "#e8c9a6",
  skinEdge: "#b08a62",
  hair: "#1d2433",
  mouth: "#a4533f",
} as const;
const FINGERS = ["thumb", "index", "middle", "ring", "pinky"] as const;

type Pen = OffscreenCanvasRenderingContext2D;
type At = (name: string) => { x: number; y: number };

export class MannequinPicture {
  private readonly canvas = new OffscreenCanvas(PICTURE.width, PICTURE.height);

  constructor(private readonly description: EngineDescription) {}

  /** Returns a picture, which whoever takes it must close. */
  draw(frame: TrackerFrame): ImageBitmap {
    const pen = this.canvas.getContext("2d");
    if (pen !== null) {
      drawWall(pen);
      for (const face of frame.faces) drawHead(pen, this.faceSpots(face));
      for (const hand of frame.hands) drawHand(pen, this.handSpots(hand));
    }
    return this.canvas.transferToImageBitmap();
  }

  private faceSpots(face: TrackedFace): At {
    const order = this.description.face_landmark_order;
    return (name) => spotOf(face.points, order.indexOf(name));
  }

  private handSpots(hand: TrackedHand): At {
    return (name) => spotOf(hand.points, this.description.hand_landmarks[name] ?? 0);
  }
}

function spotOf(points: readonly number[], place: number): { x: number; y: number } {
  return {
    x: (points[place * 3] ?? 0) * PICTURE.width,
    y: (points[place * 3 + 1] ?? 0) * PICTURE.height,
  };
}

function drawWall(pen: Pen): void {
  const light = pen.createLinearGradient(0, 0, 0, PICTURE.height);
  light.addColorStop(0, COLOUR.wall);
  light.addColorStop(1, COLOUR.wallLow);
  pen.fillStyle = light;
  pen.fillRect(0, 0, PICTURE.width, PICTURE.height);
}

function drawHead(pen: Pen, at: At): void {
  const eyes = at("between_eyes");
  const [left, right] = [at("user_left_cheek"), at("user_right_cheek")];
  const [top, chin] = [at("forehead"), at("chin")];
  const width = Math.hypot(left.x - right.x, left.y - right.y);
  const height = Math.hypot(top.x - chin.x, top.y - chin.y);
  pen.save();
  pen.translate(eyes.x, eyes.y);
  pen.rotate(Math.atan2(left.y - right.y, left.x - right.x));
  drawShoulders(pen, width, height);
  pen.lineWidth = width * 0.02;
  oval(pen, COLOUR.hair, 0, height * 0.08, width * 0.6, height * 0.62);
  oval(pen, COLOUR.skin, 0, height * 0.22, width * 0.5, height * 0.5, COLOUR.skinEdge);
  oval(pen, COLOUR.hair, 0, -height * 0.3, width * 0.46, height * 0.16);
  pen.restore();
  for (const side of ["user_left_eye", "user_right_eye"]) {
    const [outer, inner] = [at(`${side}_outer`), at(`${side}_inner`)];
    oval(
      pen,
      COLOUR.hair,
      (outer.x + inner.x) / 2,
      (outer.y + inner.y) / 2,
      width * 0.05,
      width * 0.06,
    );
  }
  const nose = at("nose_tip");
  oval(pen, COLOUR.skinEdge, nose.x, nose.y, width * 0.05, width * 0.035);
  const [upper, lower] = [at("upper_lip"), at("lower_lip")];
  const open = Math.hypot(upper.x - lower.x, upper.y - lower.y);
  oval(
    pen,
    COLOUR.mouth,
    (upper.x + lower.x) / 2,
    (upper.y + lower.y) / 2,
    width * 0.14,
    open * 0.7,
  );
}

function drawShoulders(pen: Pen, width: number, height: number): void {
  pen.fillStyle = COLOUR.skin;
  pen.fillRect(-width * 0.18, height * 0.4, width * 0.36, height * 0.6);
  pen.fillStyle = COLOUR.cloth;
  pen.strokeStyle = COLOUR.clothEdge;
  pen.lineWidth = width * 0.03;
  pen.beginPath();
  pen.moveTo(-width * 1.35, height * 3);
  pen.bezierCurveTo(-width * 1.3, height * 1.1, -width * 0.6, height * 0.95, 0, height * 0.92);
  pen.bezierCurveTo(
    width * 0.6,
    height * 0.95,
    width * 1.3,
    height * 1.1,
    width * 1.35,
    height * 3,
  );
  pen.closePath();
  pen.fill();
  pen.stroke();
}

function drawHand(pen: Pen, at: At): void {
  const [wrist, knuckle] = [at("wrist"), at("middle_mcp")];
  const size = Math.hypot(wrist.x - knuckle.x, wrist.y - knuckle.y);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  // Once wider in the edge's colour, once in the skin's: an outline around all fingers at once.
  for (const { colour, more } of [
    { colour: COLOUR.skinEdge, more: size * 0.06 },
    { colour: COLOUR.skin, more: 0 },
  ]) {
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    pen.lineWidth = size * 0.24 + more;
    stroke(pen, [
      { x: wrist.x + (wrist.x - knuckle.x) * 0.9, y: wrist.y + (wrist.y - knuckle.y) * 0.9 },
      wrist,
    ]);
    for (const finger of FINGERS) {
      const joints =
        finger === "thumb" ? ["cmc", "mcp", "ip", "tip"] : ["mcp", "pip", "dip", "tip"];
      pen.lineWidth = size * (finger === "thumb" ? 0.25 : 0.21) + more;
      stroke(
        pen,
        joints.map((joint) => at(`${finger}_${joint}`)),
      );
    }
    pen.lineWidth = size * 0.3 + more;
    const palm = [
      "wrist",
      "thumb_cmc",
      "index_mcp",
      "middle_mcp",
      "ring_mcp",
      "pinky_mcp",
      "wrist",
    ];
    stroke(pen, palm.map(at));
    pen.fill();
  }
}

function stroke(pen: Pen, spots: readonly { x: number; y: number }[]): void {
  pen.beginPath();
  for (const { x, y } of spots) pen.lineTo(x, y);
  pen.stroke();
}

function oval(
  pen: Pen,
  colour: string,
  x: number,
  y: number,
  halfWidth: number,
  halfHeight: number,
  edge = "",
): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.ellipse(x, y, Math.max(1, halfWidth), Math.max(1, halfHeight), 0, 0, 2 * Math.PI);
  pen.fill();
  if (edge === "") return;
  pen.strokeStyle = edge;
  pen.stroke();
}

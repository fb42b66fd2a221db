/** The stage with what authors look at besides: where landmarks and anchors are. */
import { POINT_SIZE } from "../../stage/body-point.ts";
import { pictureToPx } from "../../stage/picture-view.ts";
import { Stage } from "../../stage/stage.ts";

/** 0..1 of the stage as shown. */
export interface StageSpot {
  name: string;
  part: "face" | "hand";
  x: number;
  y: number;
}

export class StudioStage extends Stage {
  /** The landmarks of the newest picture, those of the face by name. */
  landmarks(): StageSpot[] {
    const { view, picture } = this.camera;
    if (view === null) return [];
    const { widthPx, heightPx } = this.geometry;
    // x, y: 0..1 of the mirrored picture.
    const spot = (name: string, part: StageSpot["part"], x: number, y: number): StageSpot => {
      const [px, py] = pictureToPx(view, x, y);
      return { name, part, x: px / widthPx, y: py / heightPx };
    };
    const points = this.anchors.face?.points ?? [];
    const ofFace = this.options.description.face_landmark_order
      .slice(0, points.length / POINT_SIZE)
      .map((name, place) => {
        const at = place * POINT_SIZE;
        return spot(name, "face", 1 - (points[at] ?? 0), points[at + 1] ?? 0);
      });
    const ofHands = this.bodyAnchors.hands.flatMap((hand) =>
      hand.points.map(({ x, y }) => spot("", "hand", x / picture.pictureAspect, -y)),
    );
    return [...ofFace, ...ofHands];
  }
}

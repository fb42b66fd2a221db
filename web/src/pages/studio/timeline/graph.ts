/** One graph of the timeline: a uPlot without axes, in the colours of the theme. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Span } from "./time-axis.ts";

export interface GraphLevel {
  value: number;
  label: string;
}

export interface GraphLook {
  /** A CSS variable of the theme. */
  colour: string;
  /** Values that hold until the next, as of flags and gestures. */
  isStepped: boolean;
  isFilled: boolean;
  heightPx: number;
}

export interface GraphData {
  xs: number[];
  ys: (number | null)[];
  low: number;
  high: number;
  levels: readonly GraphLevel[];
}

const LINE_PX = 1.5;
const LABEL_FONT_PX = 10;
const LABEL_GAP_PX = 4;
const PAD_PX = 5;

export class Graph {
  private readonly plot: uPlot;
  private span: Span = { from: 0, to: 1 };
  private data: GraphData = { xs: [], ys: [], low: 0, high: 1, levels: [] };

  constructor(
    private readonly place: HTMLElement,
    private readonly look: GraphLook,
  ) {
    const colour = (): string => this.colourOf(look.colour);
    const { stepped } = uPlot.paths;
    const series: uPlot.Series = {
      stroke: colour,
      width: LINE_PX,
      points: { show: false },
      spanGaps: false,
    };
    if (look.isStepped && stepped !== undefined) series.paths = stepped({ align: 1 });
    if (look.isFilled) series.fill = () => `${colour()}33`;
    this.plot = new uPlot(
      {
        width: Math.max(1, place.clientWidth),
        height: look.heightPx,
        padding: [PAD_PX, 0, PAD_PX, 0],
        legend: { show: false },
        cursor: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { time: false, range: () => [this.span.from, this.span.to] },
          y: { range: () => [this.data.low, this.data.high] },
        },
        series: [{}, series],
        hooks: { drawClear: [(plot) => this.drawLevels(plot)] },
      },
      [[], []],
      place,
    );
  }

  set(data: GraphData, span: Span): void {
    this.data = data;
    this.span = span;
    const [xs, ys] = visible(data, span);
    this.plot.setData([xs, ys]);
  }

  resize(): void {
    const width = Math.max(1, this.place.clientWidth);
    if (width !== this.plot.width) this.plot.setSize({ width, height: this.look.heightPx });
  }

  /** Takes the theme's colours anew. */
  recolour(): void {
    this.plot.redraw(false);
  }

  destroy(): void {
    this.plot.destroy();
  }

  private drawLevels(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.strokeStyle = this.colourOf("--level");
    ctx.fillStyle = this.colourOf("--level");
    ctx.font = `${LABEL_FONT_PX * ratio}px ${getComputedStyle(this.place).fontFamily}`;
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    let right = bbox.left + bbox.width;
    for (const { value, label } of this.data.levels) {
      if (value < this.data.low || value > this.data.high) continue;
      const y = Math.round(plot.valToPos(value, "y", true)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      const isLow = y > bbox.top + bbox.height / 2;
      ctx.textAlign = "right";
      ctx.textBaseline = isLow ? "bottom" : "top";
      // Names stand side by side: levels may lie as close as they like.
      ctx.fillText(label, right - LABEL_GAP_PX * ratio, y + (isLow ? -1 : 1) * ratio);
      right -= ctx.measureText(label).width + 2 * LABEL_GAP_PX * ratio;
    }
    ctx.restore();
  }

  private colourOf(variable: string): string {
    return getComputedStyle(this.place).getPropertyValue(variable).trim();
  }
}

/** What lies in the span, with a neighbour on each side. */
function visible({ xs, ys }: GraphData, { from, to }: Span): [number[], (number | null)[]] {
  const first = Math.max(0, Math.floor(from) - 2);
  const last = Math.min(xs.length, Math.ceil(to) + 2);
  return [xs.slice(first, last), ys.slice(first, last)];
}

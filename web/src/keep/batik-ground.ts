/** Indigo batik: cloth for the card of a photograph. Flowers, dots and wavy hems in wax white. */
import { COLOURS } from "./paper.ts";

const PETALS = 8;
const DOTS = 12;
const STEP_PX = 232;
const HEM_PX = 74;
const WAVE_PX = 90;

export function drawBatik(
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
  grain: CanvasPattern | null,
): void {
  const dye = pen.createLinearGradient(0, 0, width, height);
  dye.addColorStop(0, "#2d548a");
  dye.addColorStop(0.5, COLOURS.indigo);
  dye.addColorStop(1, COLOURS.indigoDeep);
  pen.fillStyle = dye;
  pen.fillRect(0, 0, width, height);
  for (let row = 0; row * STEP_PX < height + STEP_PX; row += 1) {
    const shift = row % 2 === 0 ? 0 : STEP_PX / 2;
    for (let x = shift - STEP_PX / 4; x < width + STEP_PX; x += STEP_PX) {
      drawFlower(pen, x, row * STEP_PX * 0.87 + 62, 40);
    }
  }
  drawHem(pen, width, HEM_PX * 0.42, 1);
  drawHem(pen, width, height - HEM_PX * 0.42, -1);
  if (grain !== null) {
    pen.save();
    pen.globalAlpha = 0.7;
    pen.fillStyle = grain;
    pen.fillRect(0, 0, width, height);
    pen.restore();
  }
  const light = pen.createRadialGradient(width * 0.3, 0, 0, width * 0.3, 0, height);
  light.addColorStop(0, "rgb(255 245 228 / 20%)"); // Daylight from a window.
  light.addColorStop(1, "rgb(12 16 32 / 22%)");
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);
}

function drawFlower(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.save();
  pen.translate(x, y);
  pen.globalAlpha = 0.5;
  pen.fillStyle = COLOURS.batik;
  for (let petal = 0; petal < PETALS; petal += 1) {
    pen.rotate((2 * Math.PI) / PETALS);
    pen.beginPath();
    pen.moveTo(0, -radius * 0.2);
    pen.quadraticCurveTo(radius * 0.34, -radius * 0.62, 0, -radius);
    pen.quadraticCurveTo(-radius * 0.34, -radius * 0.62, 0, -radius * 0.2);
    pen.fill();
  }
  drawDot(pen, 0, 0, radius * 0.15);
  for (let dot = 0; dot < DOTS; dot += 1) {
    const angle = (2 * Math.PI * dot) / DOTS;
    const out = radius * 1.42;
    drawDot(pen, Math.cos(angle) * out, Math.sin(angle) * out, radius * 0.075);
  }
  pen.restore();
}

function drawDot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

/** Two wavy lines and a row of dots; side: 1 when the cloth goes on below, -1 above. */
function drawHem(pen: CanvasRenderingContext2D, width: number, y: number, side: 1 | -1): void {
  pen.save();
  pen.fillStyle = COLOURS.indigoDeep;
  pen.fillRect(0, side === 1 ? 0 : y - HEM_PX * 0.42, width, HEM_PX * 0.84);
  pen.strokeStyle = COLOURS.batik;
  pen.globalAlpha = 0.85;
  for (const [offset, thickness] of [
    [HEM_PX * 0.24, 5],
    [HEM_PX * 0.44, 2.5],
  ] as const) {
    pen.lineWidth = thickness;
    pen.beginPath();
    pen.moveTo(0, y + side * offset);
    for (let x = 0; x < width; x += WAVE_PX) {
      const up = y + side * (offset - 9);
      pen.quadraticCurveTo(x + WAVE_PX / 2, up, x + WAVE_PX, y + side * offset);
    }
    pen.stroke();
  }
  pen.fillStyle = COLOURS.batik;
  for (let x = WAVE_PX / 2; x < width; x += WAVE_PX) drawDot(pen, x, y - side * 3, 5.5);
  pen.restore();
}

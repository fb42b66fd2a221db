/** Yuan as people type them, fen as the ledger keeps them; never a float in between. */

const YUAN = /^(\d{1,11})(?:\.(\d{1,2}))?$/;
const SEPARATORS = /[,，\s¥￥]/g;

/** Return whole fen, or null where the text is no amount. */
export function parseYuan(text: string): number | null {
  const found = YUAN.exec(text.replace(SEPARATORS, "").replace("。", "."));
  if (!found) return null;
  const [, yuan = "0", fraction = ""] = found;
  return Number(yuan) * 100 + Number(fraction.padEnd(2, "0"));
}

/** Return fen as a person would type them, for instance 1250 as "12.50". */
export function yuanText(fen: number): string {
  const rest = fen % 100;
  return `${(fen - rest) / 100}.${String(rest).padStart(2, "0")}`;
}

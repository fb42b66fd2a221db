/** Whether the visitor asked their system for less motion. */
const query = matchMedia("(prefers-reduced-motion: reduce)");

export function prefersReducedMotion(): boolean {
  return query.matches;
}

/** The other way to play: by touch, mouse or keys, for the same credit. */
import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { useTexts } from "../../ui/texts.ts";

export function PointerButton({ onPress }: { onPress(): void }): JSX.Element {
  const { t } = useTexts();
  return (
    <Button icon="hand" label={t("problem.pointer")} testId="play-pointer" onPress={onPress} />
  );
}

/** One of the ways to begin: to be asked whether the computer of this place may track. */
import type { JSX } from "preact";
import { Button } from "../../../ui/button.tsx";
import { useEdgeTexts } from "./words.ts";

export function EdgeChoice({ onPress }: { onPress(): void }): JSX.Element {
  const { t } = useEdgeTexts();
  return (
    <Button
      icon="external"
      label={t("choose")}
      detail={t("choose_detail")}
      testId="choose-edge"
      onPress={onPress}
    />
  );
}

/** Every field of the chosen node at the moment shown; what the last tick changed stands out. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { fill, useTexts } from "../../ui/texts.ts";
import { useReady, useStudio } from "./context.ts";
import { Drawing } from "./drawing.tsx";
import { Empty } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

export function Inspector(): JSX.Element {
  const { t } = useStudioTexts();
  const { locale } = useTexts();
  const studio = useStudio();
  const ready = useReady();
  const take = useStore(studio.playback.take);
  const selected = useStore(studio.selected);
  const { tick } = useStore(studio.playback.moment);
  if (ready === null || take === null || selected === null) {
    return <Empty>{t("inspector.empty")}</Empty>;
  }
  const fields = ready.python.description.node_fields;
  const packed = take.nodesAt(tick).get(selected);
  if (packed === undefined) return <Empty>{t("inspector.gone", { id: selected })}</Empty>;
  const before = tick > 0 ? take.nodesAt(tick - 1).get(selected) : undefined;
  const fieldOf = (field: string) => packed[fields.indexOf(field)];
  const text = String(fieldOf("text") ?? "");
  const words = ready.release.texts[locale]?.[text];
  const image = String(fieldOf("image") ?? "");
  return (
    <div class="inspector" data-testid="inspector">
      <Drawing svg={ready.release.art[image]} name={image} />
      {words !== undefined && (
        <p class="inspector-words">{fill(words, { n: Number(fieldOf("value")) })}</p>
      )}
      <dl class="fields">
        {fields.map((field, place) => {
          const value = packed[place];
          const hasChanged = before !== undefined && before[place] !== value;
          return (
            <div key={field} class={hasChanged ? "field has-changed" : "field"}>
              <dt>{field}</dt>
              <dd>
                {value === "" ? <span class="nothing">{t("inspector.nothing")}</span> : value}
                {hasChanged && (
                  <span class="was">{t("inspector.was", { value: String(before[place]) })}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

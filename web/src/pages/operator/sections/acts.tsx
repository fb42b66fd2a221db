/** The audit log: who did what, when, what was before and what is after it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatMoment } from "../../../ui/figures.ts";
import { ChangeList, changesBetween } from "../changes.tsx";
import { type Act, type ActsAnswer, read } from "../desk-api.ts";
import { Answered, Empty, ErrorNote } from "../parts/answers.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { noticeEnd } from "../session.ts";
import { isDeskKey, useDeskTexts } from "../words.ts";

const SHOWN_AT_ONCE = 3; // Changes of an act; more are unfolded.

export function Acts(): JSX.Element {
  const { t } = useDeskTexts();
  const asked = useAnswer(() => read<ActsAnswer>("acts"));
  const [error, setError] = useState<unknown>(null);
  const showOlder = async (answer: ActsAnswer) => {
    try {
      const older = await read<ActsAnswer>(`acts?before=${answer.more_before}`);
      asked.set({ ...older, acts: [...answer.acts, ...older.acts] });
    } catch (problem) {
      noticeEnd(problem);
      setError(problem);
    }
  };
  return (
    <>
      <p class="desk-lead">{t("acts.lead")}</p>
      <Answered asked={asked}>
        {(answer) => (
          <>
            {answer.acts.length === 0 && <Empty text="acts.empty" />}
            <ol class="desk-acts">
              {answer.acts.map((act) => (
                <li key={act.act_no}>
                  <OneAct act={act} />
                </li>
              ))}
            </ol>
            <ErrorNote error={error} />
            {answer.more_before !== null && (
              <button type="button" class="desk-button" onClick={() => void showOlder(answer)}>
                {t("older")}
              </button>
            )}
          </>
        )}
      </Answered>
      <p class="desk-downloads">
        <a href="/api/operator/downloads/acts.csv" download>
          {t("download.acts")}
        </a>
      </p>
    </>
  );
}

function OneAct({ act }: { act: Act }): JSX.Element {
  const { t, locale } = useDeskTexts();
  const key = `act.${act.kind}`;
  const changes = changesBetween(act.before ?? {}, act.after ?? {});
  return (
    <article class="desk-act">
      <p class="desk-act-head">
        <time dateTime={act.at}>{formatMoment(new Date(act.at), locale)}</time>
        <strong>{act.operator === "server" ? t("acts.server") : act.operator}</strong>
        <span>{t(isDeskKey(key) ? key : "act.other", { kind: act.kind })}</span>
        {act.subject !== act.operator && <span class="desk-code">{act.subject}</span>}
      </p>
      {act.note && <p class="desk-words">“{act.note}”</p>}
      {changes.length > 0 && changes.length <= SHOWN_AT_ONCE && <ChangeList changes={changes} />}
      {changes.length > SHOWN_AT_ONCE && (
        <details>
          <summary>{t("acts.changes", { n: changes.length })}</summary>
          <ChangeList changes={changes} />
        </details>
      )}
    </article>
  );
}

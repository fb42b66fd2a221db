/** Held plays: what was found and why, until when an answer was promised, and the decision. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatFen, formatMoment } from "../../../ui/figures.ts";
import { titleOf } from "../campaigns.ts";
import { change, type Finding, type Review, type ReviewsAnswer, read } from "../desk-api.ts";
import { Answered, Empty } from "../parts/answers.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { WideTable } from "../parts/wide-table.tsx";
import type { SectionProps } from "../section-props.ts";
import { type DeskTexts, isDeskKey, useDeskTexts } from "../words.ts";
import { HeldTrace } from "./held-trace.tsx";

const REFRESH_MS = 15_000;
const HOUR_MS = 3_600_000;

export function ReviewSection({ running, mayChange }: SectionProps): JSX.Element {
  const { t } = useDeskTexts();
  const asked = useAnswer(() => read<ReviewsAnswer>("reviews"), running.campaign.id, REFRESH_MS);
  return (
    <Answered asked={asked}>
      {(answer) => (
        <>
          <p class="desk-lead">{t("review.lead")}</p>
          {answer.open.length === 0 && <Empty text="review.empty" />}
          {answer.open_count > answer.open.length && (
            <p class="desk-note">
              {t("review.first", { shown: answer.open.length, n: answer.open_count })}
            </p>
          )}
          <ol class="desk-cards">
            {answer.open.map((review) => (
              <li key={review.play_id}>
                <OpenReview
                  review={review}
                  running={running}
                  mayChange={mayChange}
                  onDecided={() => asked.reload()}
                />
              </li>
            ))}
          </ol>
          {answer.resolved.length > 0 && (
            <section>
              <h2>{t("review.resolved")}</h2>
              <Resolved reviews={answer.resolved} running={running} />
            </section>
          )}
        </>
      )}
    </Answered>
  );
}

/** Return the finding in a sentence; copies say whether they are mirrored. */
function findingWords({ kind, facts }: Finding, { t }: DeskTexts): string {
  const mirrored = `finding.${kind}_mirrored`;
  const key = facts.is_mirrored && isDeskKey(mirrored) ? mirrored : `finding.${kind}`;
  return isDeskKey(key) ? t(key, facts) : t("finding.other", { kind });
}

function age(since: string, texts: DeskTexts): string {
  const hours = Math.floor((Date.now() - Date.parse(since)) / HOUR_MS);
  return hours < 1 ? texts.t("review.age.fresh") : texts.t("review.age.hours", { n: hours });
}

interface OpenReviewProps {
  review: Review;
  running: SectionProps["running"];
  mayChange: boolean;
  onDecided(): Promise<void>;
}

function OpenReview({ review, running, mayChange, onDecided }: OpenReviewProps): JSX.Element {
  const texts = useDeskTexts();
  const { t, locale } = texts;
  const [asks, setAsks] = useState<"accept" | "refuse" | null>(null);
  const [isDrawn, setDrawn] = useState(false);
  const isLate = Date.parse(review.due_at) < Date.now();
  const title = titleOf(running.campaign, review.task, locale);
  const amount = formatFen(review.amount_fen, locale);
  return (
    <article class="desk-panel" aria-label={t("review.play", { id: review.play_id.slice(0, 8) })}>
      <h2>
        {amount} · {title}
      </h2>
      <p class="desk-finding">{findingWords(review.finding, texts)}</p>
      <dl class="desk-figures">
        <div>
          <dt>{t("review.held")}</dt>
          <dd>
            {formatMoment(new Date(review.held_at), locale)}, {age(review.held_at, texts)}
          </dd>
        </div>
        <div>
          <dt>{t("review.due")}</dt>
          <dd>
            {formatMoment(new Date(review.due_at), locale)}
            {isLate && <span class="desk-chip desk-chip-paused">{t("review.late")}</span>}
          </dd>
        </div>
        <div class="desk-wide">
          <dt>{t("review.id")}</dt>
          <dd class="desk-code">{review.play_id}</dd>
        </div>
      </dl>
      <button
        type="button"
        class="desk-button"
        aria-expanded={isDrawn}
        data-testid="look-at-trace"
        onClick={() => setDrawn(!isDrawn)}
      >
        {t(isDrawn ? "trace.hide" : "trace.look")}
      </button>
      {isDrawn && <HeldTrace playId={review.play_id} />}
      {mayChange && (
        <div class="desk-buttons">
          <button
            type="button"
            class="desk-button desk-button-main"
            data-testid="accept"
            onClick={() => setAsks("accept")}
          >
            {t("review.accept.verb")}
          </button>
          <button
            type="button"
            class="desk-button desk-button-stop"
            data-testid="refuse"
            onClick={() => setAsks("refuse")}
          >
            {t("review.refuse.verb")}
          </button>
        </div>
      )}
      {asks && (
        <Confirm
          title={t(`review.${asks}.ask`, { amount, title })}
          verb={t(`review.${asks}.verb`)}
          look={asks === "accept" ? "main" : "stop"}
          note={{ label: t("review.note"), must: true }}
          act={async (note) => {
            const body = { is_accepted: asks === "accept", note };
            await change("POST", `reviews/${review.play_id}`, body);
            await onDecided();
          }}
          onClose={() => setAsks(null)}
        >
          <p>{t(`review.${asks}.explained`)}</p>
        </Confirm>
      )}
    </article>
  );
}

interface ResolvedProps {
  reviews: readonly Review[];
  running: SectionProps["running"];
}

function Resolved({ reviews, running }: ResolvedProps): JSX.Element {
  const texts = useDeskTexts();
  const { t, locale } = texts;
  return (
    <WideTable label={t("review.resolved")}>
      <thead>
        <tr>
          <th scope="col">{t("column.at")}</th>
          <th scope="col">{t("column.decision")}</th>
          <th scope="col">{t("column.task")}</th>
          <th scope="col">{t("column.finding")}</th>
          <th scope="col">{t("column.operator")}</th>
          <th scope="col">{t("column.note")}</th>
        </tr>
      </thead>
      <tbody>
        {reviews.map((review) => (
          <tr key={review.play_id}>
            <td>{review.resolved_at && formatMoment(new Date(review.resolved_at), locale)}</td>
            <td>{t(review.is_accepted ? "review.accepted" : "review.refused")}</td>
            <td>{titleOf(running.campaign, review.task, locale)}</td>
            <td>{findingWords(review.finding, texts)}</td>
            <td>{review.operator}</td>
            <td class="desk-words">{review.note}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

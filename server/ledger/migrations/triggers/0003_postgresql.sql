-- What the database itself refuses, and the one place that moves money in `totals`.
-- Statements are separated by empty lines.

CREATE FUNCTION kindlens_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER entries_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('entries is append-only')

CREATE FUNCTION kindlens_book() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first_index BIGINT; last_index BIGINT; rows_added BIGINT; tasks_added BIGINT; tasks_moved BIGINT;
  wrong TEXT;
BEGIN
  SELECT min(entry_index), max(entry_index), count(*), count(DISTINCT task_no)
    INTO first_index, last_index, rows_added, tasks_added FROM added;
  IF rows_added = 0 THEN RETURN NULL; END IF;
  IF last_index - first_index + 1 <> rows_added OR (first_index > 0
      AND NOT EXISTS (SELECT FROM entries WHERE entry_index = first_index - 1)) THEN
    wrong := 'entries are numbered from 0 without a gap';
  ELSIF EXISTS (SELECT FROM added JOIN totals USING (task_no) WHERE kind = 2
      GROUP BY task_no, credited_plays HAVING min(number) <> credited_plays + 1
      OR max(number) - min(number) + 1 <> count(*) OR count(DISTINCT number) <> count(*)) THEN
    wrong := 'credits of a task are numbered from 1 without a gap';
  ELSIF EXISTS (SELECT FROM added WHERE kind < 0 AND NOT EXISTS (
      SELECT FROM entries AS corrected WHERE corrected.entry_index = added.corrects
      AND corrected.kind = -added.kind AND corrected.amount_fen = added.amount_fen
      AND corrected.task_no = added.task_no)) THEN
    wrong := 'a correction takes back exactly one entry';
  END IF;
  IF wrong IS NULL THEN
    UPDATE totals SET
      pledged_fen = pledged_fen + pledged,
      released_fen = released_fen + released,
      paid_fen = paid_fen + paid,
      credited_plays = credited_plays + credits
    FROM (SELECT task_no AS of_task,
      COALESCE(sum(sign(kind) * amount_fen) FILTER (WHERE abs(kind) = 1), 0) AS pledged,
      COALESCE(sum(sign(kind) * amount_fen) FILTER (WHERE abs(kind) = 2), 0) AS released,
      COALESCE(sum(sign(kind) * amount_fen) FILTER (WHERE abs(kind) = 3), 0) AS paid,
      count(*) FILTER (WHERE kind = 2) AS credits
      FROM added GROUP BY task_no) AS moved
    WHERE task_no = of_task;
    GET DIAGNOSTICS tasks_moved = ROW_COUNT;
    IF tasks_moved <> tasks_added THEN
      wrong := 'an entry of a task without totals';
    END IF;
  END IF;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '%', wrong USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$

CREATE TRIGGER entries_move_money AFTER INSERT ON entries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION kindlens_book()

CREATE TRIGGER verdicts_resolve_once BEFORE UPDATE ON verdicts FOR EACH ROW
WHEN (OLD.status <> 'held' OR NEW.status = 'held' OR NEW.resolved_at_ms IS NULL
 OR NEW.play_id IS DISTINCT FROM OLD.play_id OR NEW.trace IS DISTINCT FROM OLD.trace
 OR NEW.task_no IS DISTINCT FROM OLD.task_no
 OR NEW.decided_at_ms IS DISTINCT FROM OLD.decided_at_ms
 OR NEW.participant IS DISTINCT FROM OLD.participant
 OR NEW.amount_fen IS DISTINCT FROM OLD.amount_fen)
EXECUTE FUNCTION kindlens_refuse('a held verdict is resolved once, others are final')

CREATE TRIGGER verdicts_no_delete BEFORE DELETE OR TRUNCATE ON verdicts
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('verdicts is append-only')

CREATE TRIGGER tasks_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON tasks
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('tasks is append-only')

CREATE TRIGGER totals_no_delete BEFORE DELETE OR TRUNCATE ON totals
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('totals stay')

CREATE TRIGGER totals_count_up BEFORE UPDATE ON totals FOR EACH ROW
WHEN (NEW.task_no <> OLD.task_no OR NEW.credited_plays < OLD.credited_plays
 OR NEW.participants < OLD.participants OR NEW.newcomers < OLD.newcomers)
EXECUTE FUNCTION kindlens_refuse('plays and people only grow')

CREATE TRIGGER tickets_keep_their_word BEFORE UPDATE ON tickets FOR EACH ROW
WHEN ((OLD.closed_at_ms IS NOT NULL AND NEW.closed_at_ms IS DISTINCT FROM OLD.closed_at_ms)
 OR (NEW.reserved_until_ms IS NOT NULL
  AND NEW.reserved_until_ms IS DISTINCT FROM OLD.reserved_until_ms)
 OR (NEW.play_id, NEW.participant, NEW.task_no, NEW.fen_per_play, NEW.issued_at_ms,
  NEW.deliver_until_ms, NEW.effect, NEW.release, NEW.mode, NEW.network, NEW.kiosk)
  IS DISTINCT FROM (OLD.play_id, OLD.participant, OLD.task_no, OLD.fen_per_play,
  OLD.issued_at_ms, OLD.deliver_until_ms, OLD.effect, OLD.release, OLD.mode, OLD.network,
  OLD.kiosk))
EXECUTE FUNCTION kindlens_refuse('a ticket can only be closed, once')

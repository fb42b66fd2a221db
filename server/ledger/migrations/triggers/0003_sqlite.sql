-- What the database itself refuses, and the one place that moves money in `totals`.
-- Statements are separated by empty lines.

CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END

CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries is append-only'); END

CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
WHEN NEW.entry_index IS NOT (SELECT COALESCE(MAX(entry_index), -1) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'entries are numbered from 0 without a gap'); END

CREATE TRIGGER entries_of_known_tasks BEFORE INSERT ON entries
WHEN NOT EXISTS (SELECT 1 FROM totals WHERE task_no = NEW.task_no)
BEGIN SELECT RAISE(ABORT, 'an entry of a task without totals'); END

CREATE TRIGGER entries_count_credits BEFORE INSERT ON entries
WHEN NEW.kind = 2
 AND NEW.number IS NOT (SELECT credited_plays + 1 FROM totals WHERE task_no = NEW.task_no)
BEGIN SELECT RAISE(ABORT, 'credits of a task are numbered from 1 without a gap'); END

CREATE TRIGGER entries_correct_exactly BEFORE INSERT ON entries
WHEN NEW.kind < 0 AND NOT EXISTS (
  SELECT 1 FROM entries AS corrected WHERE corrected.entry_index = NEW.corrects
  AND corrected.kind = -NEW.kind AND corrected.amount_fen = NEW.amount_fen
  AND corrected.task_no = NEW.task_no)
BEGIN SELECT RAISE(ABORT, 'a correction takes back exactly one entry'); END

CREATE TRIGGER entries_move_money AFTER INSERT ON entries
BEGIN UPDATE totals SET
  pledged_fen = pledged_fen
    + CASE NEW.kind WHEN 1 THEN NEW.amount_fen WHEN -1 THEN -NEW.amount_fen ELSE 0 END,
  released_fen = released_fen
    + CASE NEW.kind WHEN 2 THEN NEW.amount_fen WHEN -2 THEN -NEW.amount_fen ELSE 0 END,
  paid_fen = paid_fen
    + CASE NEW.kind WHEN 3 THEN NEW.amount_fen WHEN -3 THEN -NEW.amount_fen ELSE 0 END,
  credited_plays = credited_plays + (NEW.kind = 2)
  WHERE task_no = NEW.task_no; END

CREATE TRIGGER verdicts_resolve_once BEFORE UPDATE ON verdicts
WHEN OLD.status <> 'held' OR NEW.status = 'held' OR NEW.resolved_at_ms IS NULL
 OR NEW.play_id IS NOT OLD.play_id OR NEW.trace IS NOT OLD.trace
 OR NEW.task_no IS NOT OLD.task_no OR NEW.decided_at_ms IS NOT OLD.decided_at_ms
 OR NEW.participant IS NOT OLD.participant OR NEW.amount_fen IS NOT OLD.amount_fen
BEGIN SELECT RAISE(ABORT, 'a held verdict is resolved once, others are final'); END

CREATE TRIGGER verdicts_no_delete BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts is append-only'); END

CREATE TRIGGER tasks_no_update BEFORE UPDATE ON tasks
BEGIN SELECT RAISE(ABORT, 'tasks is append-only'); END

CREATE TRIGGER tasks_no_delete BEFORE DELETE ON tasks
BEGIN SELECT RAISE(ABORT, 'tasks is append-only'); END

CREATE TRIGGER totals_no_delete BEFORE DELETE ON totals
BEGIN SELECT RAISE(ABORT, 'totals stay'); END

CREATE TRIGGER totals_count_up BEFORE UPDATE ON totals
WHEN NEW.task_no <> OLD.task_no OR NEW.credited_plays < OLD.credited_plays
 OR NEW.participants < OLD.participants OR NEW.newcomers < OLD.newcomers
BEGIN SELECT RAISE(ABORT, 'plays and people only grow'); END

CREATE TRIGGER tickets_keep_their_word BEFORE UPDATE ON tickets
WHEN (OLD.closed_at_ms IS NOT NULL AND NEW.closed_at_ms IS NOT OLD.closed_at_ms)
 OR (NEW.reserved_until_ms IS NOT NULL AND NEW.reserved_until_ms IS NOT OLD.reserved_until_ms)
 OR NEW.play_id IS NOT OLD.play_id OR NEW.participant IS NOT OLD.participant
 OR NEW.task_no IS NOT OLD.task_no OR NEW.fen_per_play IS NOT OLD.fen_per_play
 OR NEW.issued_at_ms IS NOT OLD.issued_at_ms OR NEW.deliver_until_ms IS NOT OLD.deliver_until_ms
 OR NEW.effect IS NOT OLD.effect OR NEW.release IS NOT OLD.release OR NEW.mode IS NOT OLD.mode
 OR NEW.network IS NOT OLD.network OR NEW.kiosk IS NOT OLD.kiosk
BEGIN SELECT RAISE(ABORT, 'a ticket can only be closed, once'); END

-- What a kiosk was credited counts against its allotment, by the database itself.
-- Statements are separated by empty lines.

CREATE FUNCTION kindlens_use_allotment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE allotments SET used_fen = used_fen + NEW.fen
    WHERE kiosk = NEW.kiosk AND task_no = NEW.task_no;
  IF NOT FOUND THEN RAISE EXCEPTION 'a play without an allotment' USING ERRCODE = '23514'; END IF;
  RETURN NULL;
END $$

CREATE TRIGGER allotted_plays_use_money AFTER INSERT ON allotted_plays
FOR EACH ROW EXECUTE FUNCTION kindlens_use_allotment()

CREATE TRIGGER allotted_plays_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON allotted_plays
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('allotted_plays is append-only')

CREATE TRIGGER allotments_only_grow BEFORE UPDATE ON allotments FOR EACH ROW
WHEN (NEW.kiosk IS DISTINCT FROM OLD.kiosk OR NEW.task_no IS DISTINCT FROM OLD.task_no
 OR NEW.allotted_fen < OLD.allotted_fen)
EXECUTE FUNCTION kindlens_refuse('an allotment only grows')

CREATE TRIGGER allotments_no_delete BEFORE DELETE OR TRUNCATE ON allotments
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('allotments stay')

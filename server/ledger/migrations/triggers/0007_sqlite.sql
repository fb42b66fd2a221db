-- What a kiosk was credited counts against its allotment, by the database itself.
-- Statements are separated by empty lines.

CREATE TRIGGER allotted_plays_of_known_allotments BEFORE INSERT ON allotted_plays
WHEN NOT EXISTS (SELECT 1 FROM allotments WHERE kiosk = NEW.kiosk AND task_no = NEW.task_no)
BEGIN SELECT RAISE(ABORT, 'a play without an allotment'); END

CREATE TRIGGER allotted_plays_use_money AFTER INSERT ON allotted_plays
BEGIN UPDATE allotments SET used_fen = used_fen + NEW.fen
  WHERE kiosk = NEW.kiosk AND task_no = NEW.task_no; END

CREATE TRIGGER allotted_plays_no_update BEFORE UPDATE ON allotted_plays
BEGIN SELECT RAISE(ABORT, 'allotted_plays is append-only'); END

CREATE TRIGGER allotted_plays_no_delete BEFORE DELETE ON allotted_plays
BEGIN SELECT RAISE(ABORT, 'allotted_plays is append-only'); END

CREATE TRIGGER allotments_only_grow BEFORE UPDATE ON allotments
WHEN NEW.kiosk IS NOT OLD.kiosk OR NEW.task_no IS NOT OLD.task_no
 OR NEW.allotted_fen < OLD.allotted_fen
BEGIN SELECT RAISE(ABORT, 'an allotment only grows'); END

CREATE TRIGGER allotments_no_delete BEFORE DELETE ON allotments
BEGIN SELECT RAISE(ABORT, 'allotments stay'); END

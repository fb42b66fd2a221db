-- What was hashed and signed stays; the log's end only moves on.
-- Statements are separated by empty lines.

CREATE TRIGGER subtrees_no_update BEFORE UPDATE ON subtrees
BEGIN SELECT RAISE(ABORT, 'subtrees is append-only'); END

CREATE TRIGGER subtrees_no_delete BEFORE DELETE ON subtrees
BEGIN SELECT RAISE(ABORT, 'subtrees is append-only'); END

CREATE TRIGGER tree_heads_no_update BEFORE UPDATE ON tree_heads
BEGIN SELECT RAISE(ABORT, 'tree_heads is append-only'); END

CREATE TRIGGER tree_heads_no_delete BEFORE DELETE ON tree_heads
BEGIN SELECT RAISE(ABORT, 'tree_heads is append-only'); END

CREATE TRIGGER log_state_grows BEFORE UPDATE ON log_state
WHEN NEW.size < OLD.size OR NEW.signed_size < OLD.signed_size
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END

CREATE TRIGGER log_state_no_delete BEFORE DELETE ON log_state
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END

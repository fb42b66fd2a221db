-- What was hashed and signed stays; the log's end only moves on.
-- Statements are separated by empty lines.

CREATE TRIGGER subtrees_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON subtrees
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('subtrees is append-only')

CREATE TRIGGER tree_heads_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON tree_heads
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('tree_heads is append-only')

CREATE TRIGGER log_state_grows BEFORE UPDATE ON log_state FOR EACH ROW
WHEN (NEW.size < OLD.size OR NEW.signed_size < OLD.signed_size)
EXECUTE FUNCTION kindlens_refuse('the log only grows')

CREATE TRIGGER log_state_no_delete BEFORE DELETE OR TRUNCATE ON log_state
FOR EACH STATEMENT EXECUTE FUNCTION kindlens_refuse('the log only grows')

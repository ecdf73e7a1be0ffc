-- A canvas that comes from another database has instants long past. Nobody has seen any of them here, for this
-- database has never had that canvas: the import makes sure of it, and names the canvas for its transaction alone.

DROP TRIGGER event_journal_late ON event_journal;

CREATE TRIGGER event_journal_late BEFORE INSERT ON event_journal FOR EACH ROW
    WHEN (NEW.at < (extract(epoch FROM clock_timestamp()) * 1000 - 5000)::bigint * 2048
        AND coalesce(NEW.canvas <> current_setting('gesso.import', true), true))
    EXECUTE FUNCTION gesso_refuse_late();

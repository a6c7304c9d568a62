-- Tells every process which chat of whom changed, so that open pages read it anew.
CREATE FUNCTION lumos_tell_chat_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('lumos_chats',
      json_build_object('userId', OLD."userId", 'chatId', OLD.id, 'type', 'deleted')::text);
  ELSE
    PERFORM pg_notify('lumos_chats',
      json_build_object('userId', NEW."userId", 'chatId', NEW.id, 'type', 'changed')::text);
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_tell_chat_change AFTER INSERT OR UPDATE OR DELETE ON "Chat"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_chat_change();

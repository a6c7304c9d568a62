-- A chat in the bin is deleted for open pages.
CREATE OR REPLACE FUNCTION lumos_tell_chat_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('lumos_chats',
      json_build_object('userId', OLD."userId", 'chatId', OLD.id, 'type', 'deleted')::text);
  ELSE
    PERFORM pg_notify('lumos_chats', json_build_object('userId', NEW."userId", 'chatId', NEW.id,
      'type', CASE WHEN NEW."deletedAt" IS NULL THEN 'changed' ELSE 'deleted' END)::text);
  END IF;
  RETURN NULL;
END
$$;

-- What is said of an answer is shown on all pages of its user.
CREATE FUNCTION lumos_tell_feedback_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lumos_chats',
    json_build_object('userId', c."userId", 'chatId', c.id, 'type', 'changed')::text)
  FROM "Chat" c
  WHERE c."deletedAt" IS NULL
    AND c.id = CASE WHEN TG_OP = 'DELETE' THEN OLD."chatId" ELSE NEW."chatId" END;
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_tell_feedback_change AFTER INSERT OR UPDATE OR DELETE ON "Feedback"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_feedback_change();

-- So are the user's folders.
CREATE FUNCTION lumos_tell_folder_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lumos_chats', json_build_object('type', 'folders',
    'userId', CASE WHEN TG_OP = 'DELETE' THEN OLD."userId" ELSE NEW."userId" END)::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_tell_folder_change AFTER INSERT OR UPDATE OR DELETE ON "Folder"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_folder_change();

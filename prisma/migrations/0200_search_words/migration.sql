-- What search reads stands in a table of its own, written once per message: an index on "Message"
-- would have to follow each of its updates.
DROP INDEX "Message_searchText_fts_idx";

CREATE TABLE "MessageWords" (
    "chatId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "messageId" TEXT NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "MessageWords_pkey" PRIMARY KEY ("chatId","createdAt","messageId")
);

-- An accented Latin letter as the plain one; letters of other scripts stay.
CREATE FUNCTION lumos_without_accents(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN given ~ '[^\u0001-\u007f]'
    THEN normalize(regexp_replace(normalize(given, NFKD), '([A-Za-z])[\u0300-\u036f]+', '\1', 'g'), NFC)
    ELSE given END
$$;

-- The words of a message. Each begins with the first characters of its user's id, so that the index
-- keeps users apart and a search reads nothing of others.
CREATE FUNCTION lumos_words(user_id text, search_text text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT left(user_id, 4) || ':' || word
    FROM string_to_table(search_text, ' ') AS word WHERE word <> ''
    -- A tsvector holds at most 1 MB.
    LIMIT 40000))
$$;

INSERT INTO "MessageWords" ("chatId", "createdAt", "messageId", words)
SELECT m."chatId", m."createdAt", m.id, lumos_words(c."userId", lumos_without_accents(m."searchText"))
FROM "Message" m JOIN "Chat" c ON c.id = m."chatId" WHERE m."searchText" <> '';

CREATE INDEX "MessageWords_words_idx" ON "MessageWords" USING GIN ("words") WITH (fastupdate = off);

ALTER TABLE "MessageWords" ADD CONSTRAINT "MessageWords_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION lumos_index_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "MessageWords" ("chatId", "createdAt", "messageId", words)
  SELECT NEW."chatId", NEW."createdAt", NEW.id, lumos_words(c."userId", NEW."searchText")
  FROM "Chat" c WHERE c.id = NEW."chatId"
  ON CONFLICT ("chatId", "createdAt", "messageId") DO UPDATE SET words = excluded.words;
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_index_message AFTER INSERT OR UPDATE OF "searchText" ON "Message"
  FOR EACH ROW WHEN (NEW."searchText" <> '') EXECUTE FUNCTION lumos_index_message();

-- Titles are searched as they are shown but for case, accents and the form of apostrophes.
CREATE FUNCTION lumos_fold_title(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(translate(lumos_without_accents(title), '’‘ʼ', ''''''''))
$$;

ALTER TABLE "Chat" ADD COLUMN "foldedTitle" TEXT NOT NULL DEFAULT '';
UPDATE "Chat" SET "foldedTitle" = lumos_fold_title(title);

CREATE FUNCTION lumos_set_folded_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."foldedTitle" := lumos_fold_title(NEW.title);
  RETURN NEW;
END
$$;

CREATE TRIGGER lumos_set_folded_title BEFORE INSERT OR UPDATE OF title ON "Chat"
  FOR EACH ROW EXECUTE FUNCTION lumos_set_folded_title();

-- Updates of a message need room on its page to leave the indexes alone (HOT).
ALTER TABLE "Message" SET (fillfactor = 70);

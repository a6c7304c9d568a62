-- AlterTable
ALTER TABLE "Agent" ADD COLUMN     "onInstanceLoss" TEXT NOT NULL DEFAULT 'mark';

-- AlterTable
ALTER TABLE "Instance" DROP COLUMN "heartbeatAt",
ADD COLUMN     "home" TEXT,
ADD COLUMN     "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "RunClaim" (
    "chatId" UUID NOT NULL,
    "runId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "instanceId" TEXT NOT NULL,
    "turnId" TEXT NOT NULL,
    "stopRequested" BOOLEAN NOT NULL DEFAULT false,
    "takeOvers" INTEGER NOT NULL DEFAULT 0,
    "takenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunClaim_pkey" PRIMARY KEY ("chatId")
);

-- CreateTable
CREATE TABLE "ConfigVersion" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ConfigVersion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RunClaim_runId_key" ON "RunClaim"("runId");

-- CreateIndex
CREATE INDEX "RunClaim_userId_idx" ON "RunClaim"("userId");

-- CreateIndex
CREATE INDEX "RunClaim_instanceId_idx" ON "RunClaim"("instanceId");

-- AddForeignKey
ALTER TABLE "RunClaim" ADD CONSTRAINT "RunClaim_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Tells all instances that a run is asked to stop, or that nobody executes it any more.
CREATE FUNCTION lumos_tell_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lumos_runs', json_build_object(
    'type', CASE TG_OP WHEN 'DELETE' THEN 'ended' ELSE 'stop' END,
    'chatId', OLD."chatId", 'runId', OLD."runId", 'turnId', OLD."turnId",
    'instanceId', OLD."instanceId")::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_tell_run_ended AFTER DELETE ON "RunClaim"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_run();
CREATE TRIGGER lumos_tell_run_stop AFTER UPDATE OF "stopRequested" ON "RunClaim"
  FOR EACH ROW WHEN (NEW."stopRequested" AND NOT OLD."stopRequested")
  EXECUTE FUNCTION lumos_tell_run();

-- Tells all instances that what they cache has changed.
INSERT INTO "ConfigVersion" (id) VALUES ('config');

CREATE FUNCTION lumos_tell_config() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest integer;
BEGIN
  UPDATE "ConfigVersion" SET version = version + 1 RETURNING version INTO newest;
  PERFORM pg_notify('lumos_config', newest::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_tell_config AFTER INSERT OR UPDATE OR DELETE ON "Agent"
  FOR EACH STATEMENT EXECUTE FUNCTION lumos_tell_config();
CREATE TRIGGER lumos_tell_config AFTER INSERT OR UPDATE OR DELETE ON "Provider"
  FOR EACH STATEMENT EXECUTE FUNCTION lumos_tell_config();
CREATE TRIGGER lumos_tell_config AFTER INSERT OR UPDATE OR DELETE ON "Setting"
  FOR EACH STATEMENT EXECUTE FUNCTION lumos_tell_config();

-- Tells all instances whose sessions or rights may be over, so that open streams are checked again.
CREATE FUNCTION lumos_tell_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lumos_users', CASE TG_TABLE_NAME
    WHEN 'Session' THEN to_json(OLD) ->> 'userId' WHEN 'ApiKey' THEN to_json(OLD) ->> 'referenceId'
    ELSE to_json(OLD) ->> 'id' END);
  RETURN NULL;
END
$$;

CREATE TRIGGER lumos_tell_user AFTER DELETE OR UPDATE OF banned, role ON "User"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_user();
CREATE TRIGGER lumos_tell_user AFTER DELETE ON "Session"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_user();
CREATE TRIGGER lumos_tell_user AFTER DELETE OR UPDATE OF enabled ON "ApiKey"
  FOR EACH ROW EXECUTE FUNCTION lumos_tell_user();

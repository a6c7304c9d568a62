-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "steps" JSON;

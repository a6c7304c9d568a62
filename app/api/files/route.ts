import { largestFileBytes } from '#lib/contracts/chat/file.ts'
import { uploadedFileSchema } from '#lib/contracts/chat/uploaded-file.ts'
import { storeUpload } from '#lib/server/files/store-upload.ts'
import { receiveFile } from '#lib/server/http/receive-file.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(
  {
    access: 'user',
    summary: 'Uploads a file, whose type is what its content is',
    answer: uploadedFileSchema,
    takesFile: true,
    limit: 'uploadsPerUser',
  },
  async ({ services, user, request }) => {
    const file = await receiveFile(request, { maxBytes: largestFileBytes })
    try {
      return await storeUpload(services, user.id, file)
    } finally {
      await file.remove()
    }
  },
)

export { NotFoundView as default } from '#components/app/not-found-view.tsx'

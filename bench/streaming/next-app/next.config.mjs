export default { compress: false, typescript: { ignoreBuildErrors: true } }

/** What is written in an answer: also within a workbook or a zip. */
export async function writtenIn(response: Response): Promise<string> {
  const bytes = await response.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, 2)) !== 'PK') return new TextDecoder().decode(bytes);
  const { default: JSZip } = await import('jszip');
  const { files } = await JSZip.loadAsync(bytes);
  return (await Promise.all(Object.values(files).map((file) => file.async('text')))).join('\n');
}

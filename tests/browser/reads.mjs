// usage: node reads.mjs PAGE   what a screen reader is given of each figure of the class `marked`, in its order: one JSON
// list of lists of "role: name", from Chromium's accessibility tree
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

const { context, close } = await open(local);
try {
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.resolve(process.argv[2])).href);
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'figure.marked' });
  const read = (node, out) => {
    const role = node.role?.value;
    if (role === 'InlineTextBox') return out;
    if (!node.ignored && !['generic', 'none'].includes(role)) out.push(`${role}: ${node.name?.value ?? ''}`);
    for (const id of node.childIds ?? []) if (byId.has(id)) read(byId.get(id), out);
    return out;
  };
  const figures = [];
  for (const nodeId of nodeIds) {
    const { node } = await session.send('DOM.describeNode', { nodeId });
    figures.push(read(nodes.find((each) => each.backendDOMNodeId === node.backendNodeId), []));
  }
  console.log(JSON.stringify(figures));
} finally {
  await close();
}

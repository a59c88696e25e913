const ICONS = '.anticon[role="img"]:not([aria-hidden])';
const CHINESE = /[\u4e00-\u9fff]/;

function quiet(icon: Element): void {
  if (!CHINESE.test(icon.getAttribute('aria-label') ?? '')) icon.setAttribute('aria-hidden', 'true');
}

function quietWithin(node: Node): void {
  if (!(node instanceof Element)) return;
  if (node.matches(ICONS)) quiet(node);
  node.querySelectorAll(ICONS).forEach(quiet);
}

/**
 * Keeps English out of accessible names. Every icon of antd, also those inside its components, calls itself by its
 * English file name ("question-circle 帮助"). Here an icon is decoration beside Chinese words unless it has a Chinese
 * label, so all others are hidden from screen readers.
 */
export function keepIconsQuiet(root: Element): void {
  quietWithin(root);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(quietWithin);
  });
  observer.observe(root, { childList: true, subtree: true });
}

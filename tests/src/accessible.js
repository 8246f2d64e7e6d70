// Finding elements as assistive technology and people name them: by role and accessible name.

const SELECTORS = {
  button: 'button, [role=button], input[type=button], input[type=submit], summary',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  field:
    'input:not([type=button], [type=submit], [type=hidden], [type=checkbox], [type=radio]), textarea, select, ' +
    '[role=textbox], [role=combobox], [role=spinbutton], [role=searchbox]',
  group: 'fieldset, section, article, form, details, aside, nav, main, [role=group], [role=region], [role=tabpanel]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  link: 'a[href], [role=link]',
  listitem: 'li, [role=listitem], [role=treeitem]',
  menuitem: '[role=menuitem], [role=menuitemradio], [role=menuitemcheckbox]',
  option: 'option, [role=option]',
  radio: 'input[type=radio], [role=radio]',
  row: 'tr, [role=row]',
  status: '[role=status], [role=alert], output',
  tab: '[role=tab]',
  table: 'table, [role=table], [role=grid]',
};

const squeeze = (text) => (text ?? '').replace(/[\s\u00a0\u00ad]+/g, (run) => (run === '\u00ad' ? '' : ' ')).trim();

// The text of a label without the values of the controls inside it.
function labelText(label) {
  const copy = label.cloneNode(true);
  copy.querySelectorAll('input, select, textarea, [aria-hidden=true]').forEach((inner) => inner.remove());
  return copy.textContent;
}

function nameOf(element) {
  const referenced = (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => id && element.ownerDocument.getElementById(id))
    .filter(Boolean);
  if (referenced.length) return squeeze(referenced.map(labelText).join(' '));
  const label = element.getAttribute('aria-label');
  if (label) return squeeze(label);
  if (element.labels?.length) return squeeze([...element.labels].map(labelText).join(' '));
  if (element.matches('input[type=button], input[type=submit]')) return squeeze(element.value);
  // What names a part of the page to the eye: its own heading.
  if (element.matches(SELECTORS.group + ',' + SELECTORS.dialog + ',table')) {
    return squeeze(element.querySelector('legend, summary, caption, h1, h2, h3, h4, h5, h6')?.textContent);
  }
  if (!element.matches('input, select, textarea')) {
    const text = squeeze(labelText(element));
    if (text) return text;
  }
  return squeeze(element.getAttribute('title') ?? element.getAttribute('placeholder'));
}

function reachable(element) {
  if (element.closest('[aria-hidden=true], [inert]')) return false;
  // An option is part of its list and has no box of its own.
  const shown = element.matches('option') ? element.closest('select') : element;
  return shown.checkVisibility({ visibilityProperty: true });
}

// The whole page, or the dialog that lies above it and takes all input.
function ground() {
  const modal = [...document.querySelectorAll('dialog, [aria-modal=true]')].filter(
    (dialog) => (dialog.matches(':modal') || dialog.matches('[aria-modal=true]')) && reachable(dialog),
  );
  return modal.at(-1) ?? document;
}

function inside(part, role, name) {
  const selector = SELECTORS[role];
  if (!selector) throw new Error(`unknown role ${role}`);
  // The dialog above the page may itself be what is looked for.
  const self = part !== document && part === ground() && part.matches(selector) ? [part] : [];
  const all = [...self, ...part.querySelectorAll(selector)].filter(reachable);
  if (name === null) return all;
  const exact = all.filter((element) => nameOf(element) === squeeze(name));
  return exact.length ? exact : all.filter((element) => nameOf(element).includes(squeeze(name)));
}

// `path` narrows the page step by step, each step a role and a name; the last step is what is looked for.
// Of nested matches the innermost counts.
function locate(path) {
  return path.reduce(
    (parts, [role, name]) => {
      const found = [...new Set(parts.flatMap((part) => inside(part, role, name)))];
      return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
    },
    [ground()],
  );
}

// Draws one message. Text only ever becomes text nodes: nothing that was written is read as HTML.

const ZONE = 'Asia/Ho_Chi_Minh';
const clockTime = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });
const fullDay = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'numeric', year: 'numeric' });
const dayKey = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
const TAGS = {
  bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote', spoiler: 'span',
};

export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(name, label) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  if (label) { svg.setAttribute('role', 'img'); svg.setAttribute('aria-label', label); } else svg.setAttribute('aria-hidden', 'true');
  return svg;
}

export const time = (iso) => clockTime.format(new Date(iso));
export const day = (iso) => dayKey.format(new Date(iso));
export function dayName(iso) {
  const name = fullDay.format(new Date(iso));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1048576 ? [bytes / 1024, 'KB'] : [bytes / 1048576, 'MB'];
  return `${value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${unit}`;
}

// Entities are sorted and properly nested, as Telegram sends them.
export function formatted(message, actions) {
  const { text } = message;
  const build = (start, end, entities) => {
    const parts = [];
    let at = start;
    let index = 0;
    while (index < entities.length) {
      const entity = entities[index];
      const stop = Math.min(entity.offset + entity.length, end);
      if (entity.offset > at) parts.push(text.slice(at, entity.offset));
      const inner = [];
      index += 1;
      while (index < entities.length && entities[index].offset < stop) { inner.push(entities[index]); index += 1; }
      parts.push(...wrap(entity, build(entity.offset, stop, inner), text.slice(entity.offset, stop), actions));
      at = stop;
    }
    if (at < end) parts.push(text.slice(at, end));
    return parts;
  };
  return build(0, text.length, message.entities);
}

function wrap(entity, children, raw, actions) {
  switch (entity.type) {
    case 'text_link': return link(entity.url, children, actions);
    case 'url': return link(raw.includes('://') ? raw : `https://${raw}`, children, actions);
    case 'bot_command':
      return [node('button', { type: 'button', class: 'inline-link', onclick: () => actions.send(raw) }, ...children)];
    case 'spoiler': {
      const hidden = node('button', { type: 'button', class: 'spoiler', 'aria-label': 'Nội dung ẩn, bấm để xem' }, ...children);
      hidden.addEventListener('click', () => { hidden.classList.add('open'); hidden.removeAttribute('aria-label'); });
      return [hidden];
    }
    default: return TAGS[entity.type] ? [node(TAGS[entity.type], {}, ...children)] : children;
  }
}

function link(url, children, actions) {
  if (!actions.leadsToBot(url)) {
    return [node('a', { href: /^https?:/.test(url) ? url : null, target: '_blank', rel: 'noopener noreferrer' }, ...children)];
  }
  const open = node('button', { type: 'button', class: 'inline-link', onclick: () => actions.openLink(url) }, ...children);
  const choose = node('button', {
    type: 'button', class: 'choose', 'aria-haspopup': 'menu', 'aria-label': 'Mở bằng điện thoại khác', title: 'Mở bằng điện thoại…',
    onclick: (event) => actions.choosePhone(event.currentTarget, url),
  }, icon('phone'), ' mở bằng…');
  return [open, ' ', choose];
}

export function bubble(message, actions) {
  const meta = node('span', { class: 'meta' },
    message.edited ? node('i', {}, 'đã sửa ') : null,
    node('time', { datetime: message.date }, time(message.date)),
    message.bot ? null : icon(message.seen ? 'seen' : 'sent', message.seen ? 'Bot đã nhận' : 'Đã gửi'));
  const more = node('button', {
    type: 'button', class: 'act', tabindex: '-1', 'aria-label': 'Thao tác với tin nhắn', 'aria-haspopup': 'menu',
    onclick: (event) => actions.menu(message, event.currentTarget),
  }, icon('more'));
  const reply = node('button', {
    type: 'button', class: 'act', tabindex: '-1', 'aria-label': 'Trả lời tin này', title: 'Trả lời', onclick: () => actions.reply(message),
  }, icon('reply'));
  const body = node('div', { class: message.edited ? 'bubble was-edited' : 'bubble' },
    message.reply ? quote(message.reply, actions) : null,
    message.file ? attachment(message.file, actions) : null,
    message.text ? node('div', { class: 'text' }, ...formatted(message, actions)) : null,
    meta);
  return node('article', { class: `message ${message.bot ? 'in' : 'out'}`, 'data-id': message.id, tabindex: '-1' },
    node('span', { class: 'hidden' }, message.bot ? 'Bot: ' : 'Đã gửi: '),
    node('div', { class: 'line' }, body, node('div', { class: 'acts' }, reply, more)),
    message.buttons.length ? keyboard(message, actions) : null);
}

function quote(reply, actions) {
  return node('button', { type: 'button', class: 'quote', onclick: () => actions.show(reply.id) },
    node('b', {}, reply.who), node('span', {}, reply.text.split('\n')[0]));
}

function attachment(file, actions) {
  if (file.kind === 'photo') {
    const picture = node('img', { src: file.url, alt: 'Ảnh', width: file.width, height: file.height, loading: 'lazy' });
    return node('button', { type: 'button', class: 'photo', 'aria-label': 'Xem ảnh lớn', onclick: () => actions.view(file) }, picture);
  }
  const extension = (file.name.includes('.') ? file.name.split('.').pop() : '').slice(0, 4).toLowerCase();
  return node('a', { class: 'document', href: file.url, download: file.name },
    node('span', { class: `sheet ${extension}` }, extension || icon('file')),
    node('span', { class: 'name' }, node('b', {}, file.name), node('small', {}, `${size(file.size)} · tải về`)));
}

function keyboard(message, actions) {
  return node('div', { class: 'keys' }, ...message.buttons.map((row) => node('div', { class: 'row' },
    ...row.map((button) => node('button', {
      type: 'button', class: button.url ? 'key out-link' : 'key', onclick: (event) => actions.press(message, button, event.currentTarget),
    }, button.label)))));
}

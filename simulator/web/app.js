// The page: one WebSocket, the clock bar, the guide and the phones.

import { bubble, day, dayName, icon, node, size } from './chat.js';

const $ = (id) => document.getElementById(id);
const narrow = window.matchMedia('(max-width: 760px)');
const phones = new Map();
let bot = { name: '', username: '' };
let samples = [];
let socket = null;
let clock = { ahead: 0, frozen: null };
let started = false;
let retry = 500;

// ---------------------------------------------------------------- connection
function connect() {
  socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/phones/live`);
  socket.addEventListener('open', () => { retry = 500; $('offline').hidden = true; });
  socket.addEventListener('message', (event) => receive(JSON.parse(event.data)));
  socket.addEventListener('close', () => {
    $('offline').hidden = false;
    setTimeout(connect, retry);
    retry = Math.min(retry * 2, 5000);
  });
}

function order(what) {
  if (socket?.readyState === WebSocket.OPEN) { socket.send(JSON.stringify(what)); return true; }
  note('Đang mất kết nối, chưa gửi được');
  return false;
}

function receive(change) {
  if (change.type === 'state') return start(change);
  if (change.type === 'clock') return setClock(change);
  if (change.type === 'error') return note(change.text);
  if (change.type === 'phone') {
    const known = phones.get(change.phone.id);
    if (known) known.update(change.phone); else addPhone(change.phone);
    if (change.new) phones.get(change.phone.id)?.show();
    return undefined;
  }
  return phones.get(change.phone)?.receive(change);
}

function start(state) {
  bot = state.bot;
  samples = state.samples;
  // Clock and guide first: they take height, and the chats are then scrolled to their end.
  $('next-reminder').hidden = !state.reminders;
  $('named-jumps').replaceChildren(...state.jumps.map((jump) => node('button', {
    type: 'button', class: 'chip', onclick: () => order({ type: 'clock', to: jump.at }),
  }, jump.label)));
  drawGuide(state.guide);
  $('samples').hidden = !samples.length;
  $('samples').replaceChildren('Tệp mẫu: ', ...samples.map((sample) => node('a', { href: sample.url, download: sample.name }, sample.name)));
  setClock(state.clock);
  const shown = [...phones.values()].find((phone) => phone.active)?.id;
  const drafts = new Map([...phones.values()].map((phone) => [phone.id, phone.input.value]));
  phones.clear();
  $('phones').replaceChildren();
  $('tabs').replaceChildren();
  state.phones.forEach(addPhone);
  drafts.forEach((text, id) => phones.get(id)?.fill(text));
  const more = () => node('button', { type: 'button', class: 'add', onclick: () => order({ type: 'add_phone' }) },
    icon('plus'), node('span', {}, 'Thêm điện thoại người lạ'));
  $('phones').append(more());
  $('tabs').append(node('button', { type: 'button', class: 'tab add-tab', 'aria-label': 'Thêm điện thoại người lạ', onclick: () => order({ type: 'add_phone' }) }, icon('plus')));
  phones.forEach((phone) => phone.toEnd());
  (phones.get(shown) ?? [...phones.values()][0])?.show();
}

function addPhone(view) {
  const phone = new Phone(view);
  phones.set(phone.id, phone);
  $('phones').querySelector('.add')?.before(phone.element) ?? $('phones').append(phone.element);
  const last = $('tabs').querySelector('.add-tab');
  if (last) last.before(phone.tab); else $('tabs').append(phone.tab);
  phone.toEnd();
}

// ---------------------------------------------------------------- clock
const momentText = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh', weekday: 'long', day: 'numeric', month: 'numeric', year: 'numeric',
});
const momentTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false,
});

function setClock(view) {
  const now = new Date(view.now);
  const before = started ? simulated() : now;
  started = true;
  clock = { ahead: now - Date.now(), frozen: view.frozen ? now : null };
  const field = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });
  $('jump-at').value = field.format(now).replace(' ', 'T');
  $('freeze').replaceChildren(icon(view.frozen ? 'play' : 'pause'));
  $('freeze').setAttribute('aria-pressed', String(view.frozen));
  $('freeze').setAttribute('aria-label', view.frozen ? 'Cho thời gian chạy tiếp' : 'Dừng thời gian');
  $('freeze').title = $('freeze').getAttribute('aria-label');
  tick();
  if (Math.abs(now - before) > 30000) {
    $('moment').classList.remove('moved');
    void $('moment').offsetWidth;
    $('moment').classList.add('moved');
  }
}

const simulated = () => clock.frozen ?? new Date(Date.now() + clock.ahead);

function tick() {
  const name = momentText.format(simulated());
  $('moment').replaceChildren(node('b', {}, name.charAt(0).toUpperCase() + name.slice(1)), node('span', {}, momentTime.format(simulated())));
}

function bindClock() {
  setInterval(tick, 1000);
  $('freeze').addEventListener('click', () => order({ type: 'clock', freeze: !clock.frozen }));
  $('next-reminder').addEventListener('click', () => order({ type: 'clock', to: 'next' }));
  document.querySelectorAll('[data-by]').forEach((button) => button.addEventListener('click', () => order({ type: 'clock', by: Number(button.dataset.by) })));
  document.querySelectorAll('[data-to]').forEach((button) => button.addEventListener('click', () => order({ type: 'clock', to: button.dataset.to })));
  $('jump-form').addEventListener('submit', (event) => { event.preventDefault(); order({ type: 'clock', to: $('jump-at').value }); });
  $('toggle-clock').addEventListener('click', () => {
    const open = $('jumps').classList.toggle('open');
    $('toggle-clock').setAttribute('aria-expanded', String(open));
  });
}

// ---------------------------------------------------------------- guide
function drawGuide(steps) {
  const key = 'dondoc-guide-done';
  const done = new Set(JSON.parse(sessionStorage.getItem(key) ?? '[]'));
  const progress = () => { $('guide-progress').textContent = `${[...done].filter((n) => n < steps.length).length}/${steps.length}`; };
  $('guide').hidden = !steps.length;
  if (!$('guide').dataset.drawn) $('guide').open = !narrow.matches;
  $('guide').dataset.drawn = 'yes';
  $('guide-steps').replaceChildren(...steps.map((step, index) => {
    const box = node('input', { type: 'checkbox', checked: done.has(index) });
    box.addEventListener('change', () => {
      if (box.checked) done.add(index); else done.delete(index);
      sessionStorage.setItem(key, JSON.stringify([...done]));
      progress();
    });
    return node('li', {}, node('label', {}, box, node('b', {}, node('span', { class: 'number' }, String(index + 1)), step.title), node('span', {}, step.text)));
  }));
  progress();
}

// ---------------------------------------------------------------- small windows
function note(text) {
  const line = node('p', {}, text);
  $('notes').append(line);
  setTimeout(() => line.remove(), 5000);
}

function popup(anchor, label, items) {
  document.querySelector('.popup')?.remove();
  const menu = node('div', { class: 'popup', role: 'menu', 'aria-label': label });
  const close = (focus) => {
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    if (focus && anchor.isConnected) (anchor.closest('.message') ?? anchor).focus({ preventScroll: true });
  };
  const outside = (event) => { if (!menu.contains(event.target)) close(false); };
  menu.append(...items.map(([text, action, small]) => node('button', {
    type: 'button', role: 'menuitem', onclick: () => { close(true); action(); },
  }, node('span', {}, text), small ? node('small', {}, small) : null)));
  menu.addEventListener('keydown', (event) => {
    const all = [...menu.children];
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); all[(at + step + all.length) % all.length].focus(); }
    if (event.key === 'Escape' || event.key === 'Tab') { event.preventDefault(); close(true); }
  });
  document.body.append(menu);
  const from = anchor.getBoundingClientRect();
  const own = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(from.left, innerWidth - own.width - 8));
  const below = from.bottom + 4;
  menu.style.setProperty('left', `${left}px`);
  menu.style.setProperty('top', `${below + own.height < innerHeight ? below : Math.max(8, from.top - own.height - 4)}px`);
  document.addEventListener('pointerdown', outside, true);
  menu.firstElementChild?.focus();
}

async function copy(text) {
  try { await navigator.clipboard.writeText(text); note('Đã sao chép'); } catch { note('Trình duyệt không cho sao chép'); }
}

// ---------------------------------------------------------------- one phone
class Phone {
  constructor(view) {
    this.id = view.id;
    this.unread = 0;
    this.active = false;
    this.replying = null;
    this.editing = null;
    this.messages = new Map();
    this.build(view);
    this.update(view);
    view.messages.forEach((message) => this.append(message));
  }

  get actions() {
    return {
      send: (text) => this.sendText(text),
      leadsToBot: (url) => new RegExp(`^(https?://)?(t|telegram)\\.me/${bot.username}(\\?|/?$)`, 'i').test(url),
      openLink: (link) => order({ type: 'open_link', phone: this.id, link }),
      choosePhone: (anchor, link) => popup(anchor, 'Mở bằng điện thoại…', [
        ...[...phones.values()].map((phone) => [phone.title, () => { phone.show(); order({ type: 'open_link', phone: phone.id, link }); }, phone.id === this.id ? 'máy này' : '']),
        ['Sao chép liên kết', () => copy(link)],
      ]),
      press: (message, button, key) => this.press(message, button, key),
      menu: (message, anchor) => this.menu(message, anchor),
      reply: (message) => this.startReply(message),
      show: (id) => this.find(id),
      view: (file) => {
        const picture = $('viewer').querySelector('img');
        picture.src = file.url;
        picture.alt = 'Ảnh trong cuộc trò chuyện';
        $('viewer').showModal();
      },
    };
  }

  build(view) {
    this.list = node('div', { class: 'list', role: 'log', 'aria-live': 'polite', 'aria-label': `Trò chuyện: ${view.title}`, tabindex: '0' });
    this.stuck = true;
    this.list.addEventListener('scroll', () => {
      this.stuck = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
      if (this.stuck) this.read();
    });
    this.list.addEventListener('load', () => { if (this.stuck) this.toEnd(); }, true);
    new ResizeObserver(() => { if (this.stuck) this.toEnd(); }).observe(this.list);
    this.bindMessageMenu();
    this.badge = node('button', { type: 'button', class: 'jump', hidden: true, 'aria-label': 'Đến tin mới nhất', onclick: () => { this.toEnd(); this.read(); } }, icon('down'), node('span', {}));
    this.status = node('small', {}, 'bot');
    this.input = node('textarea', { rows: '1', placeholder: 'Tin nhắn', 'aria-label': `Nhập tin nhắn – ${view.title}`, maxlength: '20000' });
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
      if (event.key === 'Escape') this.stopReply();
    });
    this.input.addEventListener('input', () => { this.grow(); this.suggest(); });
    this.file = node('input', { type: 'file', class: 'hidden', tabindex: '-1', 'aria-hidden': 'true', multiple: true });
    this.file.addEventListener('change', () => { this.upload([...this.file.files]); this.file.value = ''; });
    this.context = node('div', { class: 'replying', hidden: true });
    this.suggestions = node('div', { class: 'suggestions', hidden: true, role: 'listbox', 'aria-label': 'Lệnh' });
    this.menuButton = node('button', { type: 'button', class: 'round menu', 'aria-label': 'Danh sách lệnh', title: 'Lệnh', onclick: () => this.toggleCommands() }, icon('menu'));
    this.composer = node('form', { class: 'composer', onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      this.menuButton, this.input,
      node('button', { type: 'button', class: 'round', 'aria-label': 'Đính kèm tệp', title: 'Đính kèm tệp', onclick: (event) => this.attach(event.currentTarget) }, icon('attach')),
      node('button', { class: 'round send', 'aria-label': 'Gửi', title: 'Gửi' }, icon('send')), this.file);
    this.startBar = node('button', { type: 'button', class: 'start', onclick: () => this.start() }, 'BẮT ĐẦU');
    this.keys = node('div', { class: 'reply-keys', hidden: true });
    this.toast = node('div', { class: 'toast', role: 'status', hidden: true });
    this.heading = node('h2', {});
    this.tabName = node('span', {});
    this.tabBadge = node('b', { hidden: true });
    this.tab = node('button', { type: 'button', class: 'tab', role: 'tab', 'aria-selected': 'false', 'aria-controls': `phone-${this.id}`, onclick: () => this.show() }, this.tabName, this.tabBadge);
    this.element = node('section', { class: 'phone', id: `phone-${this.id}` },
      this.heading,
      node('div', { class: 'device' },
        node('header', {},
          node('span', { class: 'avatar', 'aria-hidden': 'true' }, icon('bell')),
          node('div', {}, node('b', {}, bot.name), this.status),
          node('button', { type: 'button', class: 'round', 'aria-label': 'Tùy chọn cuộc trò chuyện', 'aria-haspopup': 'menu', onclick: (event) => this.options(event.currentTarget) }, icon('more'))),
        this.list, this.badge, this.toast, this.context, this.suggestions, this.composer, this.keys, this.startBar));
    this.bindDrop();
  }

  bindMessageMenu() {
    let held = 0;
    const target = (event) => {
      const line = event.target.closest?.('.message');
      return line && !event.target.closest('a') ? line : null;
    };
    const open = (line) => this.menu(this.messages.get(Number(line.dataset.id)), line.querySelector('.bubble'));
    // The arrows walk from message to message, Enter opens what can be done with one.
    this.list.addEventListener('keydown', (event) => {
      const line = event.target.closest('.message');
      if (event.target !== this.list && event.target !== line) return;
      const lines = [...this.list.querySelectorAll('.message')];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const next = line ? lines.indexOf(line) + step : lines.length - 1;
        lines[Math.max(0, Math.min(next, lines.length - 1))]?.focus();
      } else if (event.key === 'Enter' && line) { event.preventDefault(); open(line); }
    });
    this.list.addEventListener('contextmenu', (event) => {
      const line = target(event);
      if (line) { event.preventDefault(); open(line); }
    });
    this.list.addEventListener('pointerdown', (event) => {
      const line = target(event);
      if (line && event.pointerType === 'touch' && !event.target.closest('button')) held = setTimeout(() => open(line), 500);
    });
    ['pointerup', 'pointermove', 'pointercancel'].forEach((name) => this.list.addEventListener(name, () => clearTimeout(held)));
  }

  bindDrop() {
    const device = this.element.querySelector('.device');
    const has = (event) => [...event.dataTransfer.types].includes('Files');
    device.addEventListener('dragover', (event) => { if (has(event)) { event.preventDefault(); device.classList.add('dropping'); } });
    device.addEventListener('dragleave', (event) => { if (!device.contains(event.relatedTarget)) device.classList.remove('dropping'); });
    device.addEventListener('drop', (event) => {
      if (!has(event)) return;
      event.preventDefault();
      device.classList.remove('dropping');
      this.upload([...event.dataTransfer.files]);
    });
  }

  update(head) {
    Object.assign(this, { title: head.title, started: head.started, blocked: head.blocked, commands: head.commands, keyboard: head.keyboard });
    this.description = head.description;
    this.heading.textContent = this.title;
    this.tabName.textContent = this.title;
    this.refresh();
  }

  refresh() {
    const waiting = !this.started || this.blocked;
    this.composer.hidden = waiting;
    this.startBar.hidden = !waiting;
    this.startBar.textContent = this.blocked ? 'BỎ CHẶN' : 'BẮT ĐẦU';
    this.menuButton.hidden = !this.commands.length;
    const rows = waiting ? [] : this.keyboard?.keyboard ?? [];
    this.keys.hidden = !rows.length;
    this.keys.replaceChildren(...rows.map((row) => node('div', { class: 'row' }, ...row.map((key) => {
      const text = typeof key === 'string' ? key : key.text;
      return node('button', { type: 'button', class: 'key', onclick: () => this.sendText(text) }, text);
    }))));
    this.drawEmpty();
  }

  drawEmpty() {
    this.list.querySelector('.empty')?.remove();
    if (!this.messages.size) {
      this.list.append(node('div', { class: 'empty' }, node('b', {}, this.started ? 'Chưa có tin nhắn' : 'Bot này làm được gì?'),
        node('span', {}, this.description || 'Bấm Bắt đầu để trò chuyện với bot.')));
    }
  }

  // ------------------------------------------------------------ what comes
  receive(change) {
    const stick = this.stuck;
    if (change.type === 'message') {
      if (!this.started && change.started) { this.started = true; this.refresh(); }
      this.append(change.message);
      if (change.message.bot) {
        this.status.textContent = 'bot';
        if (!stick || !this.visible()) this.count(1);
      }
      if (stick || !change.message.bot) this.toEnd();
    } else if (change.type === 'edited') {
      this.replace(change.message);
      if (stick) this.toEnd();
    } else if (change.type === 'deleted') {
      this.messages.delete(change.id);
      this.at(change.id)?.remove();
      this.drawEmpty();
    } else if (change.type === 'seen') {
      const message = this.messages.get(change.id);
      if (message) { message.seen = true; this.replace(message); }
    } else if (change.type === 'typing') this.typing(change.text);
    else if (change.type === 'toast') this.answered(change);
  }

  append(message) {
    this.list.querySelector('.empty')?.remove();
    const before = [...this.messages.values()].at(-1);
    this.messages.set(message.id, message);
    if (!before || day(before.date) !== day(message.date)) this.list.append(node('div', { class: 'day' }, node('span', {}, dayName(message.date))));
    const drawn = bubble(message, this.actions);
    if (before && before.bot === message.bot && day(before.date) === day(message.date)) drawn.classList.add('follows');
    this.list.append(drawn);
  }

  replace(message) {
    this.messages.set(message.id, message);
    const old = this.at(message.id);
    if (!old) return;
    const focused = old.contains(document.activeElement);
    const drawn = bubble(message, this.actions);
    if (old.classList.contains('follows')) drawn.classList.add('follows');
    drawn.classList.add('still');
    old.replaceWith(drawn);
    if (focused) (drawn.querySelector('.key') ?? this.list).focus({ preventScroll: true });
  }

  typing(action) {
    this.status.textContent = action === 'typing' ? 'đang soạn…' : action.startsWith('upload') ? 'đang gửi tệp…' : 'bot';
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => { this.status.textContent = 'bot'; }, 5000);
  }

  answered({ text, alert }) {
    this.list.querySelectorAll('.key.waiting').forEach((key) => key.classList.remove('waiting'));
    if (!text) return;
    if (alert) {
      $('alert').querySelector('p').textContent = text;
      if (!$('alert').open) $('alert').showModal();
      return;
    }
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { this.toast.hidden = true; }, 4000);
  }

  // ------------------------------------------------------------ what is done
  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const sent = this.editing
      ? order({ type: 'edit', phone: this.id, message: this.editing.id, text })
      : this.sendText(text);
    if (sent) { this.fill(''); this.stopReply(); this.suggestions.hidden = true; }
  }

  sendText(text) {
    return order({ type: 'send', phone: this.id, text, reply_to: this.replying?.id });
  }

  start() {
    if (this.blocked) order({ type: 'block', phone: this.id, blocked: false });
    else order({ type: 'send', phone: this.id, text: '/start' });
    setTimeout(() => this.input.focus(), 300);
  }

  press(message, button, key) {
    if (button.url) {
      if (this.actions.leadsToBot(button.url)) this.actions.openLink(button.url);
      else if (/^https?:/.test(button.url)) window.open(button.url, '_blank', 'noopener');
      return;
    }
    key.classList.add('waiting');
    setTimeout(() => key.classList.remove('waiting'), 8000);
    order({ type: 'press', phone: this.id, message: message.id, data: button.data });
  }

  attach(anchor) {
    if (!samples.length) { this.file.click(); return; }
    popup(anchor, 'Đính kèm tệp', [
      ...samples.map((sample) => [sample.name, () => this.sendSample(sample), 'tệp mẫu']),
      ['Chọn tệp trên máy…', () => this.file.click()],
    ]);
  }

  sendSample(sample) {
    if (order({ type: 'send_sample', phone: this.id, name: sample.name, reply_to: this.replying?.id })) this.stopReply();
  }

  async upload(files) {
    for (const file of files) {
      if (file.size > 50 * 1048576) { note(`${file.name}: ${size(file.size)}, trang này chỉ gửi được tệp đến 50 MB`); continue; }
      const form = new FormData();
      form.append('file', file);
      form.append('caption', this.input.value.trim());
      if (this.replying) form.append('reply_to', this.replying.id);
      if (/^image\/(png|jpeg)$/.test(file.type)) form.append('as_photo', '1');
      this.fill('');
      this.stopReply();
      try {
        const answer = await fetch(`/phones/${this.id}/files`, { method: 'POST', body: form });
        if (!answer.ok) note((await answer.json().catch(() => ({}))).error ?? 'Không gửi được tệp');
      } catch { note('Không gửi được tệp'); }
    }
  }

  menu(message, anchor) {
    const items = [['Trả lời', () => this.startReply(message)]];
    if (message.text) items.push(['Sao chép', () => copy(message.text)]);
    if (!message.bot && message.text) items.push(['Sửa', () => this.startEdit(message)]);
    popup(anchor, 'Thao tác với tin nhắn', items);
  }

  options(anchor) {
    popup(anchor, 'Tùy chọn', [
      ['Đến tin mới nhất', () => this.toEnd()],
      this.blocked ? ['Bỏ chặn bot', () => order({ type: 'block', phone: this.id, blocked: false })]
        : ['Chặn bot', () => order({ type: 'block', phone: this.id, blocked: true })],
    ]);
  }

  startReply(message) { this.editing = null; this.replying = message; this.drawContext('Trả lời', message); }

  startEdit(message) { this.replying = null; this.editing = message; this.fill(message.text); this.drawContext('Sửa tin nhắn', message); }

  drawContext(what, message) {
    this.context.replaceChildren(
      node('div', {}, node('b', {}, what), node('span', {}, (message.text || message.file?.name || '').split('\n')[0])),
      node('button', { type: 'button', class: 'round', 'aria-label': 'Bỏ', onclick: () => this.stopReply() }, icon('close')));
    this.context.hidden = false;
    this.input.focus();
  }

  stopReply() {
    if (this.editing) this.fill('');
    this.replying = null;
    this.editing = null;
    this.context.hidden = true;
  }

  // ------------------------------------------------------------ commands
  toggleCommands() {
    if (!this.suggestions.hidden) { this.suggestions.hidden = true; return; }
    this.listCommands(this.commands);
    this.suggestions.querySelector('button')?.focus();
  }

  suggest() {
    const typed = this.input.value;
    if (/^\/\w*$/.test(typed)) this.listCommands(this.commands.filter((command) => `/${command.command}`.startsWith(typed)));
    else this.suggestions.hidden = true;
  }

  listCommands(commands) {
    this.suggestions.hidden = !commands.length;
    this.suggestions.replaceChildren(...commands.map((command) => node('button', {
      type: 'button', role: 'option', onclick: () => { this.suggestions.hidden = true; this.fill(''); this.sendText(`/${command.command}`); this.input.focus(); },
    }, node('b', {}, `/${command.command}`), node('span', {}, command.description))));
    this.suggestions.onkeydown = (event) => {
      const all = [...this.suggestions.children];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus(); }
      if (event.key === 'Escape') { this.suggestions.hidden = true; this.input.focus(); }
    };
  }

  // ------------------------------------------------------------ small things
  fill(text) { this.input.value = text; this.grow(); }

  grow() {
    this.input.style.setProperty('height', 'auto');
    this.input.style.setProperty('height', `${Math.min(this.input.scrollHeight, 120)}px`);
  }

  at(id) { return this.list.querySelector(`[data-id="${id}"]`); }

  find(id) {
    const found = this.at(id);
    if (!found) return;
    found.scrollIntoView({ block: 'center' });
    found.classList.add('found');
    setTimeout(() => found.classList.remove('found'), 1600);
  }

  toEnd() { this.stuck = true; this.list.scrollTop = this.list.scrollHeight; }

  visible() { return document.visibilityState === 'visible' && this.element.offsetParent !== null; }

  count(more) { this.unread += more; this.drawUnread(); }

  read() { if (this.unread && this.visible()) { this.unread = 0; this.drawUnread(); } }

  drawUnread() {
    this.badge.hidden = !this.unread;
    this.badge.querySelector('span').textContent = String(this.unread);
    this.tabBadge.hidden = !this.unread;
    this.tabBadge.textContent = String(this.unread);
    this.tabBadge.setAttribute('aria-label', `${this.unread} tin chưa đọc`);
    const all = [...phones.values()].reduce((sum, phone) => sum + phone.unread, 0);
    document.title = `${all ? `(${all}) ` : ''}Đôn Đốc – chạy thử`;
  }

  show() {
    for (const phone of phones.values()) {
      phone.active = phone === this;
      phone.element.classList.toggle('active', phone.active);
      phone.tab.setAttribute('aria-selected', String(phone.active));
    }
    if (narrow.matches) this.tab.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    else this.element.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    this.toEnd();
    this.read();
  }
}

document.addEventListener('visibilitychange', () => phones.forEach((phone) => { if (phone.stuck) phone.read(); }));
$('viewer').addEventListener('click', (event) => { if (event.target === $('viewer')) $('viewer').close(); });
$('tabs').addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...$('tabs').children];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
});
bindClock();
connect();

'use strict';

const cards = [...document.querySelectorAll('.card')];
const query = document.querySelector('#query');
const matches = document.querySelector('search output');
const viewer = document.querySelector('dialog');
const largeImage = viewer.querySelector('img');
const caption = viewer.querySelector('.caption');
const position = viewer.querySelector('output');
let shown = [];
let current = 0;

// The text of a card is read once, when the first search needs it.
const texts = new Map();
const textOf = card => texts.get(card) ?? texts.set(card, card.textContent.toLowerCase()).get(card);

function search() {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const card of cards) {
    const section = card.closest('section').querySelector('h2')?.textContent.toLowerCase() ?? '';
    card.hidden = !words.every(word => textOf(card).includes(word) || section.includes(word));
    count += !card.hidden;
  }

  for (const section of document.querySelectorAll('section')) {
    section.hidden = !section.querySelector('.card:not([hidden])');
  }

  matches.value = words.length ? `${count} of ${cards.length}` : '';
}

function show(index) {
  current = (index + shown.length) % shown.length;
  const button = shown[current];
  const image = button.querySelector('img');
  largeImage.src = image.src;
  largeImage.alt = image.alt;
  caption.replaceChildren(button.parentElement.querySelector('figcaption').cloneNode(true));
  caption.scrollTop = 0;
  position.value = `${current + 1} of ${shown.length}`;
}

function open(button) {
  shown = [...document.querySelectorAll('.card:not([hidden]) .open')];
  show(shown.indexOf(button));
  viewer.showModal();
  viewer.querySelector('.next').focus();
}

const moves = {
  ArrowLeft: () => show(current - 1),
  ArrowRight: () => show(current + 1),
  Home: () => show(0),
  End: () => show(shown.length - 1),
};

document.querySelector('search').hidden = cards.length === 0;
query.addEventListener('input', search);
document.querySelector('main').addEventListener('click', event => {
  const button = event.target.closest('.open');
  if (button) {
    open(button);
  }
});
viewer.querySelector('.previous').addEventListener('click', moves.ArrowLeft);
viewer.querySelector('.next').addEventListener('click', moves.ArrowRight);
viewer.querySelector('.close').addEventListener('click', () => viewer.close());
viewer.addEventListener('keydown', event => {
  const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : moves[event.key];
  if (move) {
    event.preventDefault();
    move();
  }
});

// The focus returns to the image that was shown last.
viewer.addEventListener('close', () => {
  largeImage.removeAttribute('src');
  shown[current].focus();
});
document.addEventListener('keydown', event => {
  if (event.key === '/' && !viewer.open && event.target !== query) {
    event.preventDefault();
    query.focus();
  }
});

// The browser restores the text of the search when the user returns to the page.
search();

import { words } from '../words/words.ts';

export const zoomWords = words({
  bar: ['Size of the board', 'Größe des Bretts'],
  larger: ['Larger', 'Größer'],
  smaller: ['Smaller', 'Kleiner'],
  actual: ['Actual size', 'Originalgröße'],
  percent: [(n: number) => `${n}%`, (n: number) => `${n} %`],
  now: [(n: number) => `The board is at ${n}%`, (n: number) => `Das Brett ist bei ${n} %`],
  fitAll: ['Show everything', 'Alles zeigen'],
  fitSelection: ['Show what is selected', 'Auswahl zeigen'],
  map: ['Map of the board', 'Karte des Bretts'],
  mapKeys: ['map, arrow keys scroll', 'Karte, Pfeiltasten scrollen'],
  showMap: ['Show the map', 'Karte zeigen'],
  hideMap: ['Hide the map', 'Karte verbergen'],
});

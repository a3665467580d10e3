/**
 * Colours: contrast as WCAG 2.2 counts it, between what the browser says it draws.
 * Text is left to axe; here are the things it does not look at: edges of controls,
 * shapes of charts, the mark of the focus.
 */
import { elements, isRendered, nameOf } from './elements.ts';

type Colour = [red: number, green: number, blue: number, alpha: number];

let canvas: CanvasRenderingContext2D | null = null;

/** Returns a colour of CSS as four numbers; `null` if it is none. */
export function colour(css: string): Colour | null {
  if (css === '' || css === 'none' || css.startsWith('url')) return null;
  canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = '#000';
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!, alpha! / 255];
}

/** Returns what is painted behind an element, without its own background unless `isOwn`. */
export function behind(element: Element, isOwn = false): Colour {
  const layers: Colour[] = [];
  for (let at: Element | null = isOwn ? element : element.parentElement; at !== null; at = at.parentElement) {
    const layer = colour(getComputedStyle(at).backgroundColor);
    if (layer !== null && layer[3] > 0) layers.push(layer);
    if (layer !== null && layer[3] === 1) break;
  }
  const paper = matchMedia('(prefers-color-scheme: dark)').matches && getComputedStyle(document.documentElement).colorScheme.includes('dark') ? 18 : 255;
  return layers.reverse().reduce((below, layer) => over(layer, below), [paper, paper, paper, 1] as Colour);
}

function over(top: Colour, below: Colour): Colour {
  const mix = (at: 0 | 1 | 2): number => top[at] * top[3] + below[at] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

/** Returns the contrast of two opaque colours, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  const linear = [red, green, blue].map((value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}

/** Findings: a control whose edge or ground can't be told from what is around it (WCAG 1.4.11, 3:1). */
export function faintControls(): string[] {
  return elements('input:not([type="hidden"], [type="checkbox"], [type="radio"]), select, textarea, button').filter(isRendered).flatMap((control) => {
    const style = getComputedStyle(control);
    const around = behind(control);
    const ground = contrast(behind(control, true), around);
    const edge = style.borderTopStyle === 'none' || style.borderTopWidth === '0px' ? 1 : contrast(over(colour(style.borderTopColor)!, around), around);
    return Math.max(ground, edge) >= 3 ? [] : [`${nameOf(control)}: edge ${edge.toFixed(1)}:1, ground ${ground.toFixed(1)}:1`];
  });
}

/** Findings: a shape of a drawing that speaks (`role="img"`) and can't be seen. What only helps the eye along has the class `grid`, `band` or `lane`; the drawings of the guide are scenery around their words. */
export function faintShapes(): string[] {
  const shapes = elements('svg[role="img"] :is(rect, path, circle, ellipse, line, polyline, polygon)') as unknown as SVGGraphicsElement[];
  const findings = shapes.filter((shape) => isRendered(shape) && shape.closest('.grid, .band, .lane, defs, .guide, [aria-hidden="true"]') === null).flatMap((shape) => {
    const { width, height } = shape.getBoundingClientRect();
    if (width === 0 && height === 0) return [];
    const style = getComputedStyle(shape);
    const ground = behind(shape.ownerSVGElement!, true);
    const seen = [shape instanceof SVGLineElement ? null : colour(style.fill), style.strokeWidth === '0px' ? null : colour(style.stroke)]
      .map((paint) => (paint === null ? 1 : contrast(over(paint, ground), ground)));
    return Math.max(...seen) >= 3 ? [] : [`${nameOf(shape.ownerSVGElement!)} ${shape.tagName}.${shape.getAttribute('class') ?? ''}: ${Math.max(...seen).toFixed(1)}:1`];
  });
  return [...new Set(findings)];
}

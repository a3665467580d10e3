/** What Astro and its build put into every module. */
/// <reference types="astro/client" />

declare namespace App {
  interface Locals { address: import('./view/plan.ts').Address }
}

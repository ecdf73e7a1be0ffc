/** The page's root. */
export function App() {
  return <h1>Gesso</h1>;
}

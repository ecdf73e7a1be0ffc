export default function Widget() {
  return <p>Todo</p>;
}

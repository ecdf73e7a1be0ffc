export default function Preview() {
  return <p>Todo</p>;
}

export default function Settings() {
  return <p>Todo</p>;
}

import { Calendar } from './calendar.jsx';

export default function Page() {
  return (
    <main>
      <h1>What is on</h1>
      <Calendar feed="/events.json" />
    </main>
  );
}

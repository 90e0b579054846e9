export function Spinner() {
  return (
    <svg class="spinner" viewBox="0 0 64 64" aria-hidden="true">
      <circle class="spinner-track" cx="32" cy="32" r="26" />
      <circle class="spinner-arc" cx="32" cy="32" r="26" />
    </svg>
  );
}

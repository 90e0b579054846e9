interface PhotoInputProps {
  readonly kind: 'primary' | 'secondary';
  readonly label: string;
  readonly testid: string;
  /** Opens the telephone's camera at once; without it one chooses, several if one likes. */
  readonly isCamera?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that asks the telephone for photos. Its name is the label's text, its focus the input's. */
export function PhotoInput({ kind, label, testid, isCamera = false, onFiles }: PhotoInputProps) {
  return (
    <label class={`button ${kind}`}>
      {label}
      <input
        class="unseen"
        type="file"
        accept="image/*"
        multiple={!isCamera}
        {...(isCamera ? { capture: 'environment' as const } : {})}
        data-testid={testid}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same photo may be chosen again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

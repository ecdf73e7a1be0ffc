import { type FormEvent, useState } from 'react';
import { go } from '../app/router.tsx';
import { Button } from '../kit/Button.tsx';
import { Field } from '../kit/Field.tsx';
import { toast } from '../kit/toasts.ts';
import panel from '../panels/Panel.module.css';
import { fieldProblem, problemText } from '../words/problems.ts';
import { useSaveTemplate } from './index.ts';
import styles from './Templates.module.css';
import { templateWords } from './words.ts';

/** As the server's limits. */
const TITLE_MAX = 200;
const DESCRIPTION_MAX = 500;

/** Keeps the open canvas as it is now, for new ones to start from. */
export function SaveTemplate({
  canvas,
  title: suggested,
}: {
  readonly canvas: string;
  readonly title: string;
}) {
  const w = templateWords();
  const save = useSaveTemplate(canvas);
  const [title, setTitle] = useState<string>();
  const [description, setDescription] = useState('');
  const [data, setData] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { title: (title ?? suggested).trim(), description: description.trim(), data },
      {
        onSuccess: (made) => {
          setTitle(undefined);
          setDescription('');
          toast({ text: w.kept(made.title), action: { label: w.show, run: () => go('/templates') } });
        },
        onError: (error) => toast({ text: problemText(error), tone: 'bad' }),
      },
    );
  };
  return (
    <form className={panel.section} onSubmit={submit} data-testid="save-template">
      <h3>{w.save}</h3>
      <p className={panel.hint}>{w.saveText}</p>
      <Field
        label={w.name}
        value={title ?? suggested}
        maxLength={TITLE_MAX}
        required
        problem={fieldProblem(save.error, 'title')}
        data-testid="template-title"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Field
        label={w.description}
        value={description}
        maxLength={DESCRIPTION_MAX}
        data-testid="template-description"
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={data}
          data-testid="template-data"
          onChange={(event) => setData(event.currentTarget.checked)}
        />
        {w.data}
      </label>
      <Button type="submit" busy={save.isPending} data-testid="keep-template">
        {w.keep}
      </Button>
    </form>
  );
}

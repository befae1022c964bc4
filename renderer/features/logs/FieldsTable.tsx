import type { LogDetail } from '../../../shared/contract/log-schemas.ts';
import { IconButton } from '../../components/Button.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine, visibleText } from '../../lib/visible-text.ts';
import { flatFields, type FlatField } from './flat-fields.ts';
import type { LogView } from './log-view.ts';
import { fieldTerm, withTerm } from './search-terms.ts';

interface Props {
  record: LogDetail;
  view: LogView;
  onChange: (view: LogView) => void;
}

/** The fields of a record; each value can become a filter, or be excluded. */
export function FieldsTable({ record, view, onChange }: Props) {
  const { t } = useI18n();
  const own: FlatField[] = [
    ['service', record.service],
    ['logger', record.logger],
  ].flatMap(([name, value]) =>
    name && value !== null && value !== undefined ? [{ name, value, text: value }] : [],
  );
  const fields = [...own, ...flatFields(record.fields)];
  if (fields.length === 0) return <p className="quiet-text no-fields">{t.logs.noFields}</p>;
  return (
    <table className="fields" aria-label={t.logs.fields}>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">{visibleLine(field.name)}</th>
            <td>{visibleText(field.text)}</td>
            <td className="field-tools">
              <FieldTools field={field} view={view} onChange={onChange} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FieldTools({ field, view, onChange }: { field: FlatField } & Omit<Props, 'record'>) {
  const { t } = useI18n();
  const term = fieldTerm(field.name, field.value);
  if (term === null) return null;
  const narrow = (exclude: boolean) => onChange({ ...view, search: withTerm(view.search, term, exclude) });
  const name = visibleLine(field.name);
  return (
    <>
      <IconButton
        icon="filter"
        label={t.logs.filterBy(name)}
        data-tip={t.logs.filterByValue}
        onClick={() => narrow(false)}
      />
      <IconButton
        icon="exclude"
        label={t.logs.excludeBy(name)}
        data-tip={t.logs.excludeValue}
        onClick={() => narrow(true)}
      />
    </>
  );
}

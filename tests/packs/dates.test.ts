import { describe, expect, it } from 'vitest';
import { foldDates } from '../../src/packs/dates.ts';
import { FoldBuffer, foldInto, SLOT } from '../../src/packs/fold.ts';
import { loadBuiltInPacks } from '../../src/packs/load.ts';

const words = new Map(Object.entries(loadBuiltInPacks().dateWords));

function dated(text: string): string | undefined {
  const buffer = new FoldBuffer();
  foldInto(buffer, text);
  const digitsAt = (i: number): number => buffer.offsets[i + 1] - buffer.offsets[i];
  return foldDates(buffer.slice(), words, digitsAt)?.text.replaceAll(SLOT.date, '{date}');
}

describe('dates', () => {
  it.each([
    'Monday, September 25, 2023',
    '2023-06-20',
    '2023-06-20T10:00:00Z',
    '20th June 2023',
    '12/05/2023 às 10h30',
    'segunda-feira, 25 de setembro de 2023',
    '3. März 2020 um 14:05 Uhr',
    'vor 3 Stunden',
    'hace 3 días',
    'il y a 3 heures',
    '20 июня 2023 г., 14:05',
    '2023年6月20日',
    '3小时前',
    '2023년 6월 20일',
    'ngày 20 tháng 6 năm 2023',
    'الاثنين 20 يونيو 2023',
    '12 במרץ 2024',
    'Chủ nhật, 12/03/2024',
    'วันพฤหัสบดีที่ 12 กุมภาพันธ์ พ.ศ. 2567 เวลา 14:05 น.',
    '12 มี.ค. 2567 14:05 น.',
    '๑๒ มีนาคม ๒๕๖๗',
    '3 ชั่วโมงที่แล้ว',
    '12. marca 2024 o 14:05',
    'преди 3 часа',
    '12. ožujka 2024. u 14:05',
    '12. марта 2024. у 14:05',
  ])('knows %s', (text) => {
    expect(dated(text)).toBe('{date}');
  });

  it('leaves what stands around a date', () => {
    expect(dated('Updated: 5 June 2023 at 10:30 am GMT | 5 min read')).toBe('updated: {date} | 0 min read');
    expect(dated('Mis à jour le 12 mars 2024 à 14h05')).toBe('mis a jour le {date}');
    expect(dated('Scritto il 12 marzo 2024')).toBe('scritto il {date}');
    expect(dated('Cập nhật: 12/03/2024 14:05')).toBe('cập nhật: {date}');
    expect(dated('Mar 12, 2024 5 min read')).toBe('{date} 0 min read');
    expect(dated('Posted on 12 March 2024 in Gardening')).toBe('posted on {date} in gardening');
    expect(dated('Publié il y a 3 heures')).toBe('publie {date}');
    expect(dated('เผยแพร่เมื่อ 12 มี.ค. 2567')).toBe('เผยแพร่เมื่อ{date}');
  });

  it.each([
    '303-952-7683',
    '1.2.3',
    '5 comments',
    '1, 2, 3',
    '2h 5m',
    '10 to 20',
    'In May we met',
    '3 von 5',
    'อ่าน 3 นาที',
  ])('does not take %s for a date', (text) => {
    expect(dated(text)).toBeUndefined();
  });
});

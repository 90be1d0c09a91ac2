import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { samples } from './styleguide-samples.ts';

const Status = z.object({ status: z.enum(['403', '404', '409', '413', '422', '429', '500']) });

/** Every part in every state. Browser tests take their pictures here, and whoever builds a page looks here first. */
export function styleguidePages(web: Web, { now }: Platform): void {
  const crumbs = (label: string) => [{ href: '/styleguide', label }];

  web.page('/styleguide', { access: 'anyone', view: 'styleguide/index' }, ({ t }) =>
    Promise.resolve({ title: t('styleguide:title'), ...samples(t, now()) }),
  );
  web.page('/styleguide/form', { access: 'anyone', view: 'styleguide/form' }, ({ t }) => {
    const error = t('web:errors.required');
    return Promise.resolve({
      title: t('styleguide:form.title'),
      breadcrumbs: crumbs(t('styleguide:title')),
      attempt: { errors: { title: error, soil: t('web:errors.choice') }, notice: t('web:errors.check-fields') },
      error,
      choice: t('web:errors.choice'),
      options: samples(t, now()).options,
    });
  });
  web.page('/styleguide/print', { access: 'anyone', view: 'styleguide/print' }, ({ t }) =>
    Promise.resolve({
      title: t('styleguide:print.title'),
      layout: 'print',
      breadcrumbs: crumbs(t('styleguide:title')),
      card: samples(t, now()).printCard,
      keyValues: samples(t, now()).keyValues,
    }),
  );
  web.page('/styleguide/screen', { access: 'anyone', view: 'styleguide/screen' }, ({ t }) =>
    Promise.resolve({
      title: t('styleguide:screen.title'),
      layout: 'screen',
      until: samples(t, now()).until,
      seats: [1, 2, 3, 4, 5, 6].map((number) => ({
        table: t('home:today.table', { number }),
        text: t('styleguide:sample.technology'),
      })),
    }),
  );
  web.page('/styleguide/error/:status', { access: 'anyone', params: Status, view: 'errors/error' }, ({ t, params }) =>
    Promise.resolve({
      title: t(`ui:failure.${params.status}.title`),
      status: Number(params.status),
      code: params.status,
      message: t('styleguide:error'),
      requestId: '0000',
    }),
  );
}

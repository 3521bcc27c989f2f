import { DayReports } from '@interlock/orders';
import type { Actor, DayReportView } from '@interlock/orders';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { dayReport, dayReportQuery } from './day-report.schema.js';
import type { DayReportQuery } from './day-report.schema.js';

/** What the counter and the office look at in the evening. */
@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly reports: DayReports) {}

  @Get('day')
  @Permitted('reports:read')
  @Answers(
    { 200: dayReport },
    'What moved on a business day, from the books, by store, terminal, provider and currency; and what is still open.',
  )
  day(@Caller() actor: Actor, @Query({ schema: dayReportQuery }) query: DayReportQuery): Promise<DayReportView> {
    return this.reports.day(actor, query);
  }
}

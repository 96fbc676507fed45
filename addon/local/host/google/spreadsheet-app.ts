import {
  BooleanCriteria,
  BorderStyle,
  DataValidationCriteria,
  DeveloperMetadataLocationType,
  DeveloperMetadataVisibility,
  ProtectionType,
  WrapStrategy,
} from './enums.ts';
import { FilterCriteriaBuilder } from './filter-criteria.ts';
import { ConditionalFormatRuleBuilder } from './format-rule.ts';
import { Range } from './range.ts';
import { expose, Service, whole } from './service.ts';
import { Sheet } from './sheet.ts';
import { Spreadsheet } from './spreadsheet.ts';
import { Ui } from './ui.ts';
import { DataValidationBuilder } from './validation.ts';

type G = GoogleAppsScript.Spreadsheet.SpreadsheetApp;

class SpreadsheetApp
  extends Service
  implements
    Pick<
      G,
      | 'BooleanCriteria'
      | 'BorderStyle'
      | 'DataValidationCriteria'
      | 'DeveloperMetadataLocationType'
      | 'DeveloperMetadataVisibility'
      | 'ProtectionType'
      | 'WrapStrategy'
      | 'flush'
      | 'getActive'
      | 'getActiveRange'
      | 'getActiveSheet'
      | 'getActiveSpreadsheet'
      | 'getCurrentCell'
      | 'getUi'
      | 'newConditionalFormatRule'
      | 'newDataValidation'
      | 'newFilterCriteria'
      | 'setActiveRange'
      | 'setActiveSheet'
    >
{
  readonly BooleanCriteria = BooleanCriteria;
  readonly BorderStyle = BorderStyle;
  readonly DataValidationCriteria = DataValidationCriteria;
  readonly DeveloperMetadataLocationType = DeveloperMetadataLocationType;
  readonly DeveloperMetadataVisibility = DeveloperMetadataVisibility;
  readonly ProtectionType = ProtectionType;
  readonly WrapStrategy = WrapStrategy;

  /** Every call of this host writes at once, so there is nothing to flush; it counts all the same. */
  flush(): void {}
  getActive(): GoogleAppsScript.Spreadsheet.Spreadsheet {
    return whole(new Spreadsheet());
  }
  getActiveSpreadsheet(): GoogleAppsScript.Spreadsheet.Spreadsheet {
    return whole(new Spreadsheet());
  }
  getActiveSheet(): GoogleAppsScript.Spreadsheet.Sheet {
    return new Spreadsheet().getActiveSheet();
  }
  getActiveRange(): GoogleAppsScript.Spreadsheet.Range {
    return new Spreadsheet().getActiveRange();
  }
  getCurrentCell(): GoogleAppsScript.Spreadsheet.Range {
    return new Spreadsheet().getCurrentCell();
  }
  setActiveSheet(sheet: GoogleAppsScript.Spreadsheet.Sheet): GoogleAppsScript.Spreadsheet.Sheet {
    return Sheet.of(sheet).activate();
  }
  setActiveRange(range: GoogleAppsScript.Spreadsheet.Range): GoogleAppsScript.Spreadsheet.Range {
    return Range.of(range).activate();
  }
  getUi(): GoogleAppsScript.Base.Ui {
    return whole(new Ui());
  }
  newDataValidation(): GoogleAppsScript.Spreadsheet.DataValidationBuilder {
    return whole(new DataValidationBuilder());
  }
  newConditionalFormatRule(): GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder {
    return whole(new ConditionalFormatRuleBuilder());
  }
  newFilterCriteria(): GoogleAppsScript.Spreadsheet.FilterCriteriaBuilder {
    return whole(new FilterCriteriaBuilder());
  }
}
expose('SpreadsheetApp', SpreadsheetApp);

export const spreadsheetApp = new SpreadsheetApp();

<?php

defined('TYPO3') or die();

\TYPO3\CMS\Core\Utility\ExtensionManagementUtility::addTypoScriptSetup(
    'tt_content.lichthof_calendar = USER' . LF
    . 'tt_content.lichthof_calendar.userFunc = Lichthof\Typo3\Calendar->render' . LF
);

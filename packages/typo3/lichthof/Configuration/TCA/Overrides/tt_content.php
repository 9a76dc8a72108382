<?php

defined('TYPO3') or die();

(static function (): void {
    $words = 'LLL:EXT:lichthof/Resources/Private/Language/locallang.xlf:';
    \TYPO3\CMS\Core\Utility\ExtensionManagementUtility::addPlugin(
        [
            'label' => $words . 'title',
            'description' => $words . 'description',
            'value' => 'lichthof_calendar',
            'icon' => 'content-table',
            'group' => 'default',
        ],
        'CType',
        'lichthof'
    );
    \TYPO3\CMS\Core\Utility\ExtensionManagementUtility::addPiFlexFormValue(
        '*',
        'FILE:EXT:lichthof/Configuration/FlexForms/Calendar.xml',
        'lichthof_calendar'
    );
    $GLOBALS['TCA']['tt_content']['types']['lichthof_calendar'] = [
        'showitem' => '--div--;LLL:EXT:core/Resources/Private/Language/Form/locallang_tabs.xlf:general,'
            . '--palette--;;general, --palette--;;headers, pi_flexform,'
            . '--div--;LLL:EXT:frontend/Resources/Private/Language/locallang_ttc.xlf:tabs.appearance,'
            . '--palette--;;frames, --palette--;;appearanceLinks,'
            . '--div--;LLL:EXT:core/Resources/Private/Language/Form/locallang_tabs.xlf:access,'
            . '--palette--;;hidden, --palette--;;access',
    ];
})();
